"""A function that imports what it is told."""
from importlib import import_module


def require(name, *, hint=None):
    try:
        return import_module(name)
    except ImportError as error:
        raise RuntimeError(hint) from error
