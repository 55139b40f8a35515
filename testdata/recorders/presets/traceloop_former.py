# /// script
# requires-python = ">=3.10"
# dependencies = ["mistralai<2", "cohere<6", "traceloop-sdk"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Case, case, instrumented, main, spans  # noqa: E402

# What Traceloop's current release records of former SDKs, and of current ones no more.


def init(sdk, name):
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
    from traceloop.sdk import Traceloop

    exporter = InMemorySpanExporter()
    start = lambda: Traceloop.init(app_name="probe", disable_batch=True, exporter=exporter, telemetry_enabled=False)
    return Case(sdk, spans(exporter, "opentelemetry.instrumentation." + name), start=start)


@case("traceloop.sdk.Traceloop.init", "instrumentor")
def mistralai(server):
    return init("mistralai-1", "mistralai")


@case("traceloop.sdk.Traceloop.init", "instrumentor")
def cohere(server):
    return init("cohere", "cohere")


@case("opentelemetry.instrumentation.mistralai.MistralAiInstrumentor.instrument", "instrumentor")
def mistralai_instrumentor(server):
    from opentelemetry.instrumentation.mistralai import MistralAiInstrumentor

    return instrumented("mistralai-1", MistralAiInstrumentor(), "opentelemetry.instrumentation.mistralai")


@case("opentelemetry.instrumentation.cohere.CohereInstrumentor.instrument", "instrumentor")
def cohere_instrumentor(server):
    from opentelemetry.instrumentation.cohere import CohereInstrumentor

    return instrumented("cohere", CohereInstrumentor(), "opentelemetry.instrumentation.cohere")


main("traceloop", ["mistralai", "cohere", "traceloop-sdk", "opentelemetry-instrumentation-mistralai", "opentelemetry-instrumentation-cohere"])
