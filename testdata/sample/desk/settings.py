"""Settings, from the environment."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    openai_key: str = os.environ.get("OPENAI_API_KEY", "")
    anthropic_key: str = os.environ.get("ANTHROPIC_API_KEY", "")
    summary_model: str = "gpt-4o-mini"


settings = Settings()
