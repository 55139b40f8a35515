from app.core import llm as handle
