from acme_tracing import Instrumentor
from fastapi import FastAPI
from routes import router

Instrumentor().instrument()
app = FastAPI()
app.include_router(router)
