import baml_py

from .globals import RUNTIME


class DoNotUseDirectlyCallManager:
    def __init__(self, options):
        self.options = options

    def merge_options(self, options):
        return DoNotUseDirectlyCallManager({**self.options, **options})

    def call_function_sync(self, name, arguments):
        return RUNTIME.call_function_sync(name, arguments)
