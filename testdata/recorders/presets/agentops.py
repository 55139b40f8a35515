# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "anthropic", "google-genai", "agentops", "opentelemetry-exporter-otlp-proto-http<1.36"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Around, Case, case, main, spans  # noqa: E402


def made(server):
    import agentops
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    exporter = InMemorySpanExporter()
    server.backend = lambda path, body: {"token": "t", "project_id": "p"}

    def start():
        from agentops.sdk.core import tracer

        endpoint = server.url + "/backend"
        agentops.init(api_key="00000000-0000-0000-0000-000000000000", endpoint=endpoint, exporter_endpoint=endpoint + "/traces")
        tracer.provider.add_span_processor(SimpleSpanProcessor(exporter))

    return exporter, start


def init(server, sdk):
    exporter, start = made(server)
    return Case(sdk, spans(exporter, ("openai", "anthropic", "google")), start=start)


@case("agentops.init", "instrumentor")
def openai(server):
    return init(server, "openai")


@case("agentops.init", "instrumentor")
def anthropic(server):
    return init(server, "anthropic")


@case("agentops.init", "instrumentor")
def google_genai(server):
    return init(server, "google-genai")


def decorator(server, name):
    exporter, start = made(server)
    start()
    from agentops.sdk import decorators

    return Around(spans(exporter), decorate=getattr(decorators, name))


@case("agentops.trace", "decorator")
def trace(server):
    return decorator(server, "trace")


@case("agentops.session", "decorator")
def session(server):
    return decorator(server, "session")


@case("agentops.agent", "decorator")
def agent(server):
    return decorator(server, "agent")


@case("agentops.task", "decorator")
def task(server):
    return decorator(server, "task")


@case("agentops.workflow", "decorator")
def workflow(server):
    return decorator(server, "workflow")


@case("agentops.operation", "decorator")
def operation(server):
    return decorator(server, "operation")


@case("agentops.tool", "decorator")
def tool(server):
    return decorator(server, "tool")


@case("agentops.guardrail", "decorator")
def guardrail(server):
    return decorator(server, "guardrail")


main("agentops", ["openai", "anthropic", "google-genai", "agentops", "opentelemetry-exporter-otlp-proto-http"])
