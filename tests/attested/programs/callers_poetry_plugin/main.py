from desk.llm import Plugin

Plugin().ask("x")
