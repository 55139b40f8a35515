from acme_tracing import Instrumentor


def set_up():
    Instrumentor().instrument()
