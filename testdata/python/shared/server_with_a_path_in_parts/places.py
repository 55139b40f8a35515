BASE = "http://localhost:8000"
PATH = "/completions"
