from desk import ask

ask("x")
