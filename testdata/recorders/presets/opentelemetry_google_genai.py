# /// script
# requires-python = ">=3.10"
# dependencies = ["google-genai<3", "opentelemetry-instrumentation-google-genai", "opentelemetry-sdk", "pydantic"]
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


@case("opentelemetry.instrumentation.google_genai.GoogleGenAiSdkInstrumentor.instrument", "instrumentor")
def google_genai(server):
    from opentelemetry.instrumentation.google_genai import GoogleGenAiSdkInstrumentor

    return instrumentor("google-genai", GoogleGenAiSdkInstrumentor())


main("opentelemetry", ["google-genai", "opentelemetry-instrumentation-google-genai"])
