import importlib.util

spec = importlib.util.spec_from_file_location("plugin", "plugins/plugin.py")
plugin = importlib.util.module_from_spec(spec)
spec.loader.exec_module(plugin)
plugin.ask("x")
plugin.answer("y")
