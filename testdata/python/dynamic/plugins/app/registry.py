"""Names alone."""
PROVIDERS = {"openai": "openai.OpenAI", "claude": "anthropic.Anthropic"}
PACKAGE = "llama_index.llms.{}"
