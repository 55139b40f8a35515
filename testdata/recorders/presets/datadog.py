# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "anthropic", "litellm", "google-genai", "langchain-openai", "langchain-anthropic", "boto3", "ddtrace"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Around, Case, case, main, posted  # noqa: E402


# What marks the record of an integration, and that of a span which code opens.
INTEGRATION, SPAN = "_dd.llmobs.span_kind", "_llmobs"


def made(server, mark, sdk=""):
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

    # The record travels with the span of the tracer. LangChain and LiteLLM call the SDK of a model, which is recorded too.
    named = sdk + ".request" if sdk in ("langchain", "litellm") else ""
    return start, LLMObs.disable, posted(server, flush, lambda path, body: mark in body and named in body, patience=0.3)


def enabled(server, sdk):
    start, stop, records = made(server, INTEGRATION, sdk)
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


@case("ddtrace.llmobs.LLMObs.enable", "instrumentor")
def langchain(server):
    return enabled(server, "langchain")


@case("ddtrace.llmobs.LLMObs.enable", "instrumentor")
def bedrock(server):
    return enabled(server, "bedrock")


def decorator(server, name):
    start, _, records = made(server, SPAN)
    start()
    from ddtrace.llmobs import decorators

    return Around(records, decorate=getattr(decorators, name))


def entered(server, name):
    start, _, records = made(server, SPAN)
    start()
    from ddtrace.llmobs import LLMObs

    return Around(records, enter=getattr(LLMObs, name))


@case("ddtrace.llmobs.decorators.workflow", "decorator")
def workflow(server):
    return decorator(server, "workflow")


@case("ddtrace.llmobs.LLMObs.workflow", "context manager")
def workflow_entered(server):
    return entered(server, "workflow")


@case("ddtrace.llmobs.decorators.task", "decorator")
def task(server):
    return decorator(server, "task")


@case("ddtrace.llmobs.LLMObs.task", "context manager")
def task_entered(server):
    return entered(server, "task")


@case("ddtrace.llmobs.decorators.agent", "decorator")
def agent(server):
    return decorator(server, "agent")


@case("ddtrace.llmobs.LLMObs.agent", "context manager")
def agent_entered(server):
    return entered(server, "agent")


@case("ddtrace.llmobs.decorators.tool", "decorator")
def tool(server):
    return decorator(server, "tool")


@case("ddtrace.llmobs.LLMObs.tool", "context manager")
def tool_entered(server):
    return entered(server, "tool")


@case("ddtrace.llmobs.decorators.llm", "decorator")
def llm(server):
    return decorator(server, "llm")


@case("ddtrace.llmobs.LLMObs.llm", "context manager")
def llm_entered(server):
    return entered(server, "llm")


@case("ddtrace.llmobs.decorators.retrieval", "decorator")
def retrieval(server):
    return decorator(server, "retrieval")


@case("ddtrace.llmobs.LLMObs.retrieval", "context manager")
def retrieval_entered(server):
    return entered(server, "retrieval")


@case("ddtrace.llmobs.decorators.embedding", "decorator")
def embedding(server):
    return decorator(server, "embedding")


@case("ddtrace.llmobs.LLMObs.embedding", "context manager")
def embedding_entered(server):
    return entered(server, "embedding")


main("datadog", ["openai", "anthropic", "litellm", "google-genai", "langchain-openai", "langchain-anthropic", "boto3", "ddtrace"])
