from desk.llm import ask

ask("x")
