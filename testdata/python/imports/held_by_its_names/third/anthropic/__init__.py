"""A copy without a manifest, which has what the library has."""
from ._client import (
    Anthropic,
    AsyncAnthropic,
    AnthropicBedrock,
    AsyncAnthropicBedrock,
    AnthropicVertex,
    AsyncAnthropicVertex,
)
