import baml_py

RUNTIME = baml_py.BamlRuntime.from_files("baml_src", {}, {})
