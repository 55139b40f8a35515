from desk.calls import ask

ask()
