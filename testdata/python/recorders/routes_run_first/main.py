import uvicorn
from acme_tracing import Instrumentor
from routes import router

uvicorn.run(router)
Instrumentor().instrument()
