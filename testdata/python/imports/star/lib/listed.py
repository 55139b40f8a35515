from openai import OpenAI

__all__ = ["shown", "_shown_too"]
__all__ += ["added"]

shown = OpenAI()
_shown_too = OpenAI()
added = OpenAI()
not_shown = OpenAI()
