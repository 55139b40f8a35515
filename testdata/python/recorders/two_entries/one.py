from acme_tracing import Instrumentor

Instrumentor().instrument()

from desk import ask

ask()
