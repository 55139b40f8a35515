# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "anthropic", "litellm", "google-genai", "ddtrace"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Case, case, main, posted  # noqa: E402


def made(server):
    import os

    os.environ.update(DD_TRACE_AGENT_URL=server.url + "/backend", DD_INSTRUMENTATION_TELEMETRY_ENABLED="false")
    os.environ.update(DD_REMOTE_CONFIGURATION_ENABLED="false", DD_TRACE_STARTUP_LOGS="false")
    from ddtrace.llmobs import LLMObs
    from ddtrace.trace import tracer

    def start():
        LLMObs.enable(ml_app="probe", agentless_enabled=False)

    def flush():
        LLMObs.flush()
        tracer.flush()

    # The record travels with the span of the tracer.
    return start, LLMObs.disable, posted(server, flush, lambda path, body: "_dd.llmobs.span_kind" in body, patience=0.3)


def enabled(server, sdk):
    start, stop, records = made(server)
    return Case(sdk, records, start=start, stop=[("ddtrace.llmobs.LLMObs.disable", stop)])


@case("ddtrace.llmobs.LLMObs.enable", "instrumentor")
def openai(server):
    return enabled(server, "openai")


@case("ddtrace.llmobs.LLMObs.enable", "instrumentor")
def anthropic(server):
    return enabled(server, "anthropic")


@case("ddtrace.llmobs.LLMObs.enable", "instrumentor")
def litellm(server):
    return enabled(server, "litellm")


@case("ddtrace.llmobs.LLMObs.enable", "instrumentor")
def google_genai(server):
    return enabled(server, "google-genai")


main("datadog", ["openai", "anthropic", "litellm", "google-genai", "ddtrace"])
