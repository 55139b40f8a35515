# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "anthropic", "google-genai", "langchain-openai", "langchain-anthropic", "groq", "ollama", "boto3", "opik"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Around, Case, case, heard, main, posted  # noqa: E402


def made(server):
    import os

    os.environ.update(OPIK_URL_OVERRIDE=server.url + "/backend/", OPIK_API_KEY="key", OPIK_WORKSPACE="w", OPIK_SENTRY_ENABLE="false")
    import opik

    return posted(server, opik.flush_tracker, lambda path, body: "spans" in path or "traces" in path)


def wrapper(server, sdk, module, name):
    records = made(server)
    from importlib import import_module

    return Case(sdk, records, wrap=getattr(import_module("opik.integrations." + module), name))


@case("opik.integrations.openai.track_openai", "wrapper")
def openai(server):
    return wrapper(server, "openai", "openai", "track_openai")


@case("opik.integrations.anthropic.track_anthropic", "wrapper")
def anthropic(server):
    return wrapper(server, "anthropic", "anthropic", "track_anthropic")


@case("opik.integrations.genai.track_genai", "wrapper")
def google_genai(server):
    return wrapper(server, "google-genai", "genai", "track_genai")


@case("opik.integrations.groq.track_groq", "wrapper")
def groq(server):
    return wrapper(server, "groq", "groq", "track_groq")


@case("opik.integrations.ollama.track_ollama", "wrapper")
def ollama(server):
    return wrapper(server, "ollama", "ollama", "track_ollama")


@case("opik.integrations.bedrock.track_bedrock", "wrapper")
def bedrock(server):
    return wrapper(server, "bedrock", "bedrock", "track_bedrock")


@case("opik.integrations.langchain.OpikTracer", "callback")
def langchain(server):
    records = made(server)
    from opik.integrations.langchain import OpikTracer

    return Case("langchain", records, wrap=heard(OpikTracer()))


@case("opik.track", "decorator")
def track(server):
    records = made(server)
    import opik

    return Around(records, decorate=opik.track)


@case("opik.start_as_current_span", "context manager")
def start_as_current_span(server):
    records = made(server)
    import opik

    return Around(records, enter=lambda: opik.start_as_current_span("probe"))


@case("opik.start_as_current_trace", "context manager")
def start_as_current_trace(server):
    records = made(server)
    import opik

    return Around(records, enter=lambda: opik.start_as_current_trace("probe"))


main("opik", ["openai", "anthropic", "google-genai", "langchain-openai", "langchain-anthropic", "groq", "ollama", "boto3", "opik"])
