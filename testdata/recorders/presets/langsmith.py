# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "anthropic<1", "google-genai", "litellm", "langchain-openai", "langsmith"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Around, Case, case, heard, main, posted, registered  # noqa: E402


def made(server, tracing="true"):
    """What reaches the backend. Nothing does without `LANGSMITH_TRACING`, whatever the code says."""
    import os

    os.environ.update(LANGSMITH_TRACING=tracing, LANGSMITH_API_KEY="key", LANGSMITH_ENDPOINT=server.url + "/backend")
    os.environ["LANGSMITH_DISABLE_RUN_COMPRESSION"] = "true"
    from langsmith.run_trees import get_cached_client

    return posted(server, lambda: get_cached_client().flush(), lambda path, body: "runs" in path)


@case("langsmith.wrappers.wrap_openai", "wrapper")
def openai(server):
    records = made(server)
    from langsmith.wrappers import wrap_openai

    return Case("openai", records, wrap=wrap_openai)


@case("langsmith.wrappers.wrap_anthropic", "wrapper")
def anthropic(server):
    records = made(server)
    from langsmith.wrappers import wrap_anthropic

    return Case("anthropic", records, wrap=wrap_anthropic)


@case("langsmith.wrappers.wrap_gemini", "wrapper")
def google_genai(server):
    records = made(server)
    from langsmith.wrappers import wrap_gemini

    return Case("google-genai", records, wrap=wrap_gemini)


def registry(server, name):
    import os

    os.environ.update(LANGSMITH_API_KEY="key", LANGSMITH_BASE_URL=server.url + "/backend", LANGSMITH_BATCH_SIZE="1")
    return registered(server, name, "langsmith", lambda path, body: "runs" in path)


@case("litellm.success_callback", "registry")
def litellm(server):
    return registry(server, "success_callback")


@case("litellm.callbacks", "registry")
def litellm_callbacks(server):
    return registry(server, "callbacks")


@case("langchain_core.tracers.LangChainTracer", "callback")
def langchain(server):
    records = made(server, "false")
    from langchain_core.tracers import LangChainTracer

    return Case("langchain", records, wrap=heard(LangChainTracer()))


@case("langsmith.traceable", "decorator")
def traceable(server):
    records = made(server)
    from langsmith import traceable

    return Around(records, decorate=traceable)


@case("langsmith.trace", "context manager")
def trace(server):
    records = made(server)
    from langsmith import trace

    return Around(records, enter=lambda: trace("probe"))


@case("langsmith.tracing_context", "context manager")
def tracing_context(server):
    records = made(server, "false")
    from langsmith import tracing_context

    return Around(records, enter=lambda: tracing_context(enabled=True))


main("langsmith", ["litellm", "openai", "anthropic", "google-genai", "langchain-openai", "langsmith"])
