from acme_tracing import Instrumentor

Instrumentor().instrument()
