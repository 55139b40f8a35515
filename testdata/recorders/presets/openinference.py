# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "anthropic", "litellm", "google-genai", "langchain-openai", "langchain-anthropic", "mistralai", "cohere", "groq", "ollama", "boto3", "opentelemetry-sdk", "openinference-instrumentation", "openinference-instrumentation-openai", "openinference-instrumentation-anthropic", "openinference-instrumentation-litellm", "openinference-instrumentation-google-genai", "openinference-instrumentation-langchain", "openinference-instrumentation-mistralai", "openinference-instrumentation-cohere", "openinference-instrumentation-groq", "openinference-instrumentation-ollama", "openinference-instrumentation-bedrock"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Around, case, instrumented, main, spans, telemetry  # noqa: E402


def instrumentor(sdk, name):
    from importlib import import_module

    module = "openinference.instrumentation." + sdk.replace("-", "_")
    return instrumented(sdk, getattr(import_module(module), name)(), "openinference")


@case("openinference.instrumentation.openai.OpenAIInstrumentor.instrument", "instrumentor")
def openai(server):
    return instrumentor("openai", "OpenAIInstrumentor")


@case("openinference.instrumentation.anthropic.AnthropicInstrumentor.instrument", "instrumentor")
def anthropic(server):
    return instrumentor("anthropic", "AnthropicInstrumentor")


@case("openinference.instrumentation.litellm.LiteLLMInstrumentor.instrument", "instrumentor")
def litellm(server):
    return instrumentor("litellm", "LiteLLMInstrumentor")


@case("openinference.instrumentation.google_genai.GoogleGenAIInstrumentor.instrument", "instrumentor")
def google_genai(server):
    return instrumentor("google-genai", "GoogleGenAIInstrumentor")


@case("openinference.instrumentation.langchain.LangChainInstrumentor.instrument", "instrumentor")
def langchain(server):
    return instrumentor("langchain", "LangChainInstrumentor")


@case("openinference.instrumentation.mistralai.MistralAIInstrumentor.instrument", "instrumentor")
def mistralai(server):
    return instrumentor("mistralai", "MistralAIInstrumentor")


@case("openinference.instrumentation.groq.GroqInstrumentor.instrument", "instrumentor")
def groq(server):
    return instrumentor("groq", "GroqInstrumentor")


@case("openinference.instrumentation.cohere.CohereInstrumentor.instrument", "instrumentor")
def cohere(server):
    return instrumentor("cohere", "CohereInstrumentor")


@case("openinference.instrumentation.ollama.OllamaInstrumentor.instrument", "instrumentor")
def ollama(server):
    return instrumentor("ollama", "OllamaInstrumentor")


@case("openinference.instrumentation.bedrock.BedrockInstrumentor.instrument", "instrumentor")
def bedrock(server):
    return instrumentor("bedrock", "BedrockInstrumentor")


def around(name):
    from openinference.instrumentation import TracerProvider

    provider, exporter = telemetry(TracerProvider())
    tracer = provider.get_tracer("probe")
    return Around(spans(exporter), decorate=getattr(tracer, name))


@case("openinference.instrumentation.OITracer.llm", "decorator")
def llm(server):
    return around("llm")


@case("openinference.instrumentation.OITracer.chain", "decorator")
def chain(server):
    return around("chain")


@case("openinference.instrumentation.OITracer.agent", "decorator")
def agent(server):
    return around("agent")


@case("openinference.instrumentation.OITracer.tool", "decorator")
def tool(server):
    return around("tool")


def using(name):
    from openinference import instrumentation

    _, exporter = telemetry()
    return Around(spans(exporter), enter=lambda: getattr(instrumentation, name)(session_id="session"))


@case("openinference.instrumentation.using_attributes", "context manager")
def using_attributes(server):
    return using("using_attributes")


@case("openinference.instrumentation.using_session", "context manager")
def using_session(server):
    return using("using_session")


LIBRARIES = ["openai", "anthropic", "litellm", "google-genai", "langchain-openai", "langchain-anthropic", "mistralai", "cohere", "groq", "ollama", "boto3"]
NAMES = ("openai", "anthropic", "litellm", "google-genai", "langchain", "mistralai", "cohere", "groq", "ollama", "bedrock")
main("openinference", [*LIBRARIES, "openinference-instrumentation", *("openinference-instrumentation-" + name for name in NAMES)])
