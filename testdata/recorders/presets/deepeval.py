# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "anthropic", "langchain-openai", "langchain-anthropic", "deepeval"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Around, Case, case, heard, main, posted  # noqa: E402


def made(server):
    """What reaches the backend. Nothing does without a key."""
    import os

    os.environ.update(CONFIDENT_API_KEY="confident_us_key", CONFIDENT_BASE_URL=server.url + "/backend", DEEPEVAL_TELEMETRY_OPT_OUT="YES")
    os.environ.update(CONFIDENT_TRACE_VERBOSE="NO", CONFIDENT_TRACE_FLUSH="YES", DEEPEVAL_DISABLE_DOTENV="1")
    server.backend = lambda path, body: {"success": True, "data": {"id": "1"}, "link": "l"}
    from deepeval import flush_traces

    return posted(server, flush_traces, lambda path, body: "trace" in path, patience=0.5)


def imported(server, sdk, module):
    """Importing the module is what switches it on."""
    records = made(server)
    from importlib import import_module

    return Case(sdk, records, start=lambda: import_module(module))


@case("deepeval.openai", "instrumentor")
def openai(server):
    return imported(server, "openai", "deepeval.openai")


@case("deepeval.anthropic", "instrumentor")
def anthropic(server):
    return imported(server, "anthropic", "deepeval.anthropic")


@case("deepeval.integrations.langchain.CallbackHandler", "callback")
def langchain(server):
    records = made(server)
    from deepeval.integrations.langchain import CallbackHandler

    return Case("langchain", records, wrap=heard(CallbackHandler()))


@case("deepeval.tracing.observe", "decorator")
def observe(server):
    records = made(server)
    from deepeval.tracing import observe

    return Around(records, decorate=observe())


@case("deepeval.tracing.trace", "context manager")
def trace(server):
    records = made(server)
    from deepeval.tracing import trace

    return Around(records, enter=trace)


main("deepeval", ["openai", "anthropic", "langchain-openai", "langchain-anthropic", "deepeval"])
