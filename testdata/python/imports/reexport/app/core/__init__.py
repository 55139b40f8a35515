from .impl import model as llm

__all__ = ["llm"]
