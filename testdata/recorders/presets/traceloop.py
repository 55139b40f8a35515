# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "anthropic", "langchain-openai", "langchain-anthropic", "traceloop-sdk"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Case, case, main, spans, telemetry  # noqa: E402


def instrumentor(sdk, instrumentor, scope):
    provider, exporter = telemetry()
    return Case(
        sdk,
        spans(exporter, scope),
        start=lambda: instrumentor.instrument(tracer_provider=provider),
        stop=[("uninstrument", instrumentor.uninstrument)],
    )


def init(sdk):
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
    from traceloop.sdk import Traceloop

    exporter = InMemorySpanExporter()
    return Case(
        sdk,
        spans(exporter, "opentelemetry.instrumentation." + sdk.replace("-", "_")),
        start=lambda: Traceloop.init(app_name="probe", disable_batch=True, exporter=exporter, telemetry_enabled=False),
    )


@case("traceloop.sdk.Traceloop.init", "instrumentor")
def openai(server):
    return init("openai")


@case("traceloop.sdk.Traceloop.init", "instrumentor")
def anthropic(server):
    return init("anthropic")


@case("opentelemetry.instrumentation.openai.OpenAIInstrumentor.instrument", "instrumentor")
def openai_instrumentor(server):
    from opentelemetry.instrumentation.openai import OpenAIInstrumentor

    return instrumentor("openai", OpenAIInstrumentor(), "opentelemetry.instrumentation.openai")


@case("opentelemetry.instrumentation.anthropic.AnthropicInstrumentor.instrument", "instrumentor")
def anthropic_instrumentor(server):
    from opentelemetry.instrumentation.anthropic import AnthropicInstrumentor

    return instrumentor("anthropic", AnthropicInstrumentor(), "opentelemetry.instrumentation.anthropic")


@case("opentelemetry.instrumentation.langchain.LangchainInstrumentor.instrument", "instrumentor")
def langchain_instrumentor(server):
    from opentelemetry.instrumentation.langchain import LangchainInstrumentor

    return instrumentor("langchain", LangchainInstrumentor(), "opentelemetry.instrumentation.langchain")


SDKS = ["openai", "anthropic", "langchain"]
main("traceloop", [*SDKS, "langchain-openai", "langchain-anthropic", "traceloop-sdk", *("opentelemetry-instrumentation-" + sdk for sdk in SDKS)])
