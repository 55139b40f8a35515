from desk import ask

ask()
