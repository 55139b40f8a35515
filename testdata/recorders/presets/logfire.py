# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "anthropic", "litellm", "google-genai<3", "logfire[google-genai,litellm]"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Around, Case, case, main, spans  # noqa: E402


def configured():
    import logfire
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    exporter = InMemorySpanExporter()
    logfire.configure(send_to_logfire=False, console=False, additional_span_processors=[SimpleSpanProcessor(exporter)])
    return logfire, exporter


def instrument(sdk, method, scope):
    """The result takes it back when it is left as a context manager."""
    logfire, exporter = configured()
    kept = []

    def leave():
        with kept[0]:
            pass

    return Case(
        sdk,
        spans(exporter, scope),
        start=lambda: kept.append(getattr(logfire, method)()),
        stop=[("leaving the context manager that it gives", leave)] if sdk in ("openai", "anthropic") else (),
    )


@case("logfire.instrument_openai", "instrumentor")
def openai(server):
    return instrument("openai", "instrument_openai", "logfire.openai")


@case("logfire.instrument_anthropic", "instrumentor")
def anthropic(server):
    return instrument("anthropic", "instrument_anthropic", "logfire.anthropic")


@case("logfire.instrument_litellm", "instrumentor")
def litellm(server):
    return instrument("litellm", "instrument_litellm", "openinference")


@case("logfire.instrument_google_genai", "instrumentor")
def google_genai(server):
    return instrument("google-genai", "instrument_google_genai", "opentelemetry")


@case("logfire.instrument_openai", "wrapper")
def openai_client(server):
    """The client is given: it is recorded, and no other."""
    logfire, exporter = configured()

    def wrap(client):
        logfire.instrument_openai(client)
        return client

    return Case("openai", spans(exporter, "logfire.openai"), wrap=wrap)


@case("logfire.instrument_anthropic", "wrapper")
def anthropic_client(server):
    logfire, exporter = configured()

    def wrap(client):
        logfire.instrument_anthropic(client)
        return client

    return Case("anthropic", spans(exporter, "logfire.anthropic"), wrap=wrap)


@case("logfire.instrument", "decorator")
def decorator(server):
    logfire, exporter = configured()
    return Around(spans(exporter), decorate=logfire.instrument())


@case("logfire.span", "context manager")
def span(server):
    logfire, exporter = configured()
    return Around(spans(exporter), enter=lambda: logfire.span("probe"))


main("logfire", ["openai", "anthropic", "litellm", "google-genai", "logfire", "openinference-instrumentation-litellm", "opentelemetry-instrumentation-google-genai"])
