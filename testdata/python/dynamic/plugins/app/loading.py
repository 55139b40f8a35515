"""Imports what it is told; the names stand in another file."""
from importlib import import_module

from app import registry
from app.registry import PROVIDERS


def make(kind):
    module, _, name = PROVIDERS[kind].rpartition(".")
    return getattr(import_module(module), name)()


def model(provider, cls):
    return getattr(import_module(registry.PACKAGE.format(provider)), cls)()


def plugin(name):
    return import_module(f"app.{name}").Plugin()
