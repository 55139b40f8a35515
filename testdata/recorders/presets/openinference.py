# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "anthropic", "litellm", "google-genai", "langchain-openai", "langchain-anthropic", "openinference-instrumentation-openai", "openinference-instrumentation-anthropic", "openinference-instrumentation-litellm", "openinference-instrumentation-google-genai", "openinference-instrumentation-langchain", "opentelemetry-sdk"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Case, case, main, spans, telemetry  # noqa: E402


def instrumentor(sdk, instrumentor):
    provider, exporter = telemetry()
    return Case(
        sdk,
        spans(exporter, "openinference"),
        start=lambda: instrumentor.instrument(tracer_provider=provider),
        stop=[("uninstrument", instrumentor.uninstrument)],
    )


@case("openinference.instrumentation.openai.OpenAIInstrumentor.instrument", "instrumentor")
def openai(server):
    from openinference.instrumentation.openai import OpenAIInstrumentor

    return instrumentor("openai", OpenAIInstrumentor())


@case("openinference.instrumentation.anthropic.AnthropicInstrumentor.instrument", "instrumentor")
def anthropic(server):
    from openinference.instrumentation.anthropic import AnthropicInstrumentor

    return instrumentor("anthropic", AnthropicInstrumentor())


@case("openinference.instrumentation.litellm.LiteLLMInstrumentor.instrument", "instrumentor")
def litellm(server):
    from openinference.instrumentation.litellm import LiteLLMInstrumentor

    return instrumentor("litellm", LiteLLMInstrumentor())


@case("openinference.instrumentation.google_genai.GoogleGenAIInstrumentor.instrument", "instrumentor")
def google_genai(server):
    from openinference.instrumentation.google_genai import GoogleGenAIInstrumentor

    return instrumentor("google-genai", GoogleGenAIInstrumentor())


@case("openinference.instrumentation.langchain.LangChainInstrumentor.instrument", "instrumentor")
def langchain(server):
    from openinference.instrumentation.langchain import LangChainInstrumentor

    return instrumentor("langchain", LangChainInstrumentor())


INSTRUMENTATIONS = ["openai", "anthropic", "litellm", "google-genai", "langchain"]
main("openinference", INSTRUMENTATIONS + ["langchain-openai", "langchain-anthropic"] + ["openinference-instrumentation-" + name for name in INSTRUMENTATIONS])
