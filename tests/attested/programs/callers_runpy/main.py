import runpy

runpy.run_path("task.py")["answer"]("y")
runpy.run_path("task.py", run_name="__main__")
