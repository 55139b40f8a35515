# /// script
# requires-python = ">=3.10"
# dependencies = ["google-genai<3", "opentelemetry-instrumentation-google-genai", "opentelemetry-sdk", "pydantic"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import case, instrumented, main  # noqa: E402


@case("opentelemetry.instrumentation.google_genai.GoogleGenAiSdkInstrumentor.instrument", "instrumentor")
def google_genai(server):
    from opentelemetry.instrumentation.google_genai import GoogleGenAiSdkInstrumentor

    return instrumented("google-genai", GoogleGenAiSdkInstrumentor(), "opentelemetry")


main("opentelemetry", ["google-genai", "opentelemetry-instrumentation-google-genai"])
