# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "anthropic", "google-genai", "posthog"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Case, case, main, posted  # noqa: E402


def made(server):
    """The clients of these modules send to the default client, or to that which they are given."""
    import posthog

    posthog.api_key, posthog.host = "key", server.url + "/backend"
    posthog.setup()
    return posted(server, posthog.flush, lambda path, body: "$ai_" in body)


@case("posthog.ai.openai", "replacement")
def openai(server):
    records = made(server)
    import posthog.ai.openai

    return Case("openai", records, module=posthog.ai.openai)


@case("posthog.ai.anthropic", "replacement")
def anthropic(server):
    records = made(server)
    import posthog.ai.anthropic

    return Case("anthropic", records, module=posthog.ai.anthropic)


@case("posthog.ai.gemini", "replacement")
def google_genai(server):
    records = made(server)
    import posthog.ai.gemini

    return Case("google-genai", records, module=posthog.ai.gemini)


main("posthog", ["openai", "anthropic", "google-genai", "posthog"])
