# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "opentelemetry-instrumentation-openai-v2", "opentelemetry-util-genai<1.2b0", "opentelemetry-sdk"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Case, case, main, spans, telemetry  # noqa: E402


def instrumentor(sdk, instrumentor):
    provider, exporter = telemetry()
    return Case(
        sdk,
        spans(exporter, "opentelemetry"),
        start=lambda: instrumentor.instrument(tracer_provider=provider),
        stop=[("uninstrument", instrumentor.uninstrument)],
    )


@case("opentelemetry.instrumentation.openai_v2.OpenAIInstrumentor.instrument", "instrumentor")
def openai(server):
    from opentelemetry.instrumentation.openai_v2 import OpenAIInstrumentor

    return instrumentor("openai", OpenAIInstrumentor())


main("opentelemetry", ["openai", "opentelemetry-instrumentation-openai-v2", "opentelemetry-util-genai"])
