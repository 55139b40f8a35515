from importlib import import_module


def load_library(name):
    return import_module(name)
