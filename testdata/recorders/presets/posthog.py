# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "anthropic", "google-genai", "litellm", "langchain", "langchain-openai", "langchain-anthropic", "posthog"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Case, case, heard, main, posted, registered  # noqa: E402


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


@case("posthog.ai.langchain.CallbackHandler", "callback")
def langchain(server):
    records = made(server)
    from posthog.ai.langchain import CallbackHandler

    return Case("langchain", records, wrap=heard(CallbackHandler()))


def registry(server, name):
    import os

    os.environ.update(POSTHOG_API_KEY="key", POSTHOG_API_URL=server.url + "/backend")
    return registered(server, name, "posthog", lambda path, body: "$ai_" in body, patience=8.0)


@case("litellm.success_callback", "registry")
def litellm(server):
    return registry(server, "success_callback")


@case("litellm.callbacks", "registry")
def litellm_callbacks(server):
    return registry(server, "callbacks")


main("posthog", ["openai", "anthropic", "google-genai", "litellm", "langchain-openai", "langchain-anthropic", "posthog"])
