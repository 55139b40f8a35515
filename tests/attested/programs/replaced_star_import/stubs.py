from contextlib import nullcontext


def trace(name):
    return nullcontext()
