"""Names of models."""
CHAT_MODEL = "gpt-4o"
SMALL_MODEL = "gpt-4o-mini"
EMBEDDING_MODEL = "text-embedding-3-small"
