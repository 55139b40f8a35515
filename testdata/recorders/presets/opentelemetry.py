# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "httpx", "boto3", "opentelemetry-util-genai<1.2b0", "opentelemetry-instrumentation-openai-v2", "opentelemetry-instrumentation-botocore", "opentelemetry-sdk"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Around, case, instrumented, main, spans, telemetry  # noqa: E402


@case("opentelemetry.instrumentation.openai_v2.OpenAIInstrumentor.instrument", "instrumentor")
def openai(server):
    from opentelemetry.instrumentation.openai_v2 import OpenAIInstrumentor

    return instrumented("openai", OpenAIInstrumentor(), "opentelemetry")


@case("opentelemetry.instrumentation.botocore.BotocoreInstrumentor.instrument", "instrumentor")
def bedrock(server):
    from opentelemetry.instrumentation.botocore import BotocoreInstrumentor

    return instrumented("bedrock", BotocoreInstrumentor(), "opentelemetry")


@case("opentelemetry.trace.Tracer.start_as_current_span", "decorator")
def start_as_current_span(server):
    provider, exporter = telemetry()
    tracer = provider.get_tracer("probe")
    start = lambda: tracer.start_as_current_span("probe")
    return Around(spans(exporter), decorate=lambda function: start()(function), enter=start)


@case("opentelemetry.trace.use_span", "context manager")
def use_span(server):
    from opentelemetry import trace

    provider, exporter = telemetry()
    return Around(spans(exporter), enter=lambda: trace.use_span(provider.get_tracer("probe").start_span("probe")))


main("opentelemetry", ["openai", "boto3", "opentelemetry-api", "opentelemetry-instrumentation-openai-v2", "opentelemetry-instrumentation-botocore", "opentelemetry-util-genai"])
