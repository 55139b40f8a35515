# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "anthropic", "google-genai", "litellm", "langchain-openai", "langchain-anthropic", "mistralai", "cohere", "groq", "ollama", "boto3", "traceloop-sdk"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Around, Case, case, instrumented, main, spans, telemetry  # noqa: E402

PACKAGE = "opentelemetry.instrumentation."
# What Traceloop calls a library, where that is not the name of its distribution.
INSTRUMENTATIONS = {"google-genai": "google_generativeai"}


def init(sdk):
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
    from traceloop.sdk import Traceloop

    exporter = InMemorySpanExporter()
    return Case(
        sdk,
        spans(exporter, PACKAGE + INSTRUMENTATIONS.get(sdk, sdk)),
        start=lambda: Traceloop.init(app_name="probe", disable_batch=True, exporter=exporter, telemetry_enabled=False),
    )


def instrumentor(sdk, name):
    from importlib import import_module

    module = PACKAGE + INSTRUMENTATIONS.get(sdk, sdk)
    return instrumented(sdk, getattr(import_module(module), name)(), module)


def around(name):
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
    from traceloop.sdk import Traceloop, decorators

    exporter = InMemorySpanExporter()
    Traceloop.init(app_name="probe", disable_batch=True, exporter=exporter, telemetry_enabled=False)
    return Around(spans(exporter), decorate=getattr(decorators, name)(name="probe"))


@case("traceloop.sdk.Traceloop.init", "instrumentor")
def openai(server):
    return init("openai")


@case("traceloop.sdk.Traceloop.init", "instrumentor")
def anthropic(server):
    return init("anthropic")


@case("traceloop.sdk.Traceloop.init", "instrumentor")
def google_genai(server):
    return init("google-genai")


@case("traceloop.sdk.Traceloop.init", "instrumentor")
def litellm(server):
    return init("litellm")


@case("traceloop.sdk.Traceloop.init", "instrumentor")
def langchain(server):
    return init("langchain")


@case("traceloop.sdk.Traceloop.init", "instrumentor")
def mistralai(server):
    return init("mistralai")


@case("traceloop.sdk.Traceloop.init", "instrumentor")
def cohere(server):
    return init("cohere")


@case("traceloop.sdk.Traceloop.init", "instrumentor")
def groq(server):
    return init("groq")


@case("traceloop.sdk.Traceloop.init", "instrumentor")
def ollama(server):
    return init("ollama")


@case("traceloop.sdk.Traceloop.init", "instrumentor")
def bedrock(server):
    return init("bedrock")


@case("opentelemetry.instrumentation.openai.OpenAIInstrumentor.instrument", "instrumentor")
def openai_instrumentor(server):
    return instrumentor("openai", "OpenAIInstrumentor")


@case("opentelemetry.instrumentation.anthropic.AnthropicInstrumentor.instrument", "instrumentor")
def anthropic_instrumentor(server):
    return instrumentor("anthropic", "AnthropicInstrumentor")


@case("opentelemetry.instrumentation.google_generativeai.GoogleGenerativeAiInstrumentor.instrument", "instrumentor")
def google_genai_instrumentor(server):
    return instrumentor("google-genai", "GoogleGenerativeAiInstrumentor")


@case("opentelemetry.instrumentation.litellm.LiteLLMInstrumentor.instrument", "instrumentor")
def litellm_instrumentor(server):
    return instrumentor("litellm", "LiteLLMInstrumentor")


@case("opentelemetry.instrumentation.langchain.LangchainInstrumentor.instrument", "instrumentor")
def langchain_instrumentor(server):
    return instrumentor("langchain", "LangchainInstrumentor")


@case("opentelemetry.instrumentation.cohere.CohereInstrumentor.instrument", "instrumentor")
def cohere_instrumentor(server):
    return instrumentor("cohere", "CohereInstrumentor")


@case("opentelemetry.instrumentation.groq.GroqInstrumentor.instrument", "instrumentor")
def groq_instrumentor(server):
    return instrumentor("groq", "GroqInstrumentor")


@case("opentelemetry.instrumentation.ollama.OllamaInstrumentor.instrument", "instrumentor")
def ollama_instrumentor(server):
    return instrumentor("ollama", "OllamaInstrumentor")


@case("opentelemetry.instrumentation.bedrock.BedrockInstrumentor.instrument", "instrumentor")
def bedrock_instrumentor(server):
    return instrumentor("bedrock", "BedrockInstrumentor")


@case("traceloop.sdk.decorators.workflow", "decorator")
def workflow(server):
    return around("workflow")


@case("traceloop.sdk.decorators.task", "decorator")
def task(server):
    return around("task")


@case("traceloop.sdk.decorators.agent", "decorator")
def agent(server):
    return around("agent")


@case("traceloop.sdk.decorators.tool", "decorator")
def tool(server):
    return around("tool")


@case("traceloop.sdk.decorators.aworkflow", "decorator")
def aworkflow(server):
    return around("aworkflow")


@case("traceloop.sdk.decorators.atask", "decorator")
def atask(server):
    return around("atask")


LIBRARIES = ["openai", "anthropic", "google-genai", "litellm", "langchain-openai", "langchain-anthropic", "mistralai", "cohere", "groq", "ollama", "boto3"]
NAMES = ("openai", "anthropic", "google-generativeai", "litellm", "langchain", "mistralai", "cohere", "groq", "ollama", "bedrock")
main("traceloop", [*LIBRARIES, "traceloop-sdk", *("opentelemetry-instrumentation-" + name for name in NAMES)])
