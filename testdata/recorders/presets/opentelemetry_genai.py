# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "anthropic", "boto3", "langchain", "langchain-openai", "langchain-anthropic", "opentelemetry-sdk", "opentelemetry-instrumentation-genai-openai", "opentelemetry-instrumentation-genai-anthropic", "opentelemetry-instrumentation-genai-bedrock", "opentelemetry-instrumentation-genai-langchain"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import case, instrumented, main  # noqa: E402


def instrumentor(sdk, name):
    from importlib import import_module

    module = "opentelemetry.instrumentation.genai." + sdk
    return instrumented(sdk, getattr(import_module(module), name)(), "opentelemetry")


@case("opentelemetry.instrumentation.genai.openai.OpenAIInstrumentor.instrument", "instrumentor")
def openai(server):
    return instrumentor("openai", "OpenAIInstrumentor")


@case("opentelemetry.instrumentation.genai.anthropic.AnthropicInstrumentor.instrument", "instrumentor")
def anthropic(server):
    return instrumentor("anthropic", "AnthropicInstrumentor")


@case("opentelemetry.instrumentation.genai.bedrock.BedrockInstrumentor.instrument", "instrumentor")
def bedrock(server):
    return instrumentor("bedrock", "BedrockInstrumentor")


@case("opentelemetry.instrumentation.genai.langchain.LangChainInstrumentor.instrument", "instrumentor")
def langchain(server):
    return instrumentor("langchain", "LangChainInstrumentor")


LIBRARIES = ["openai", "anthropic", "boto3", "langchain-openai", "langchain-anthropic"]
NAMES = ("openai", "anthropic", "bedrock", "langchain")
main("opentelemetry", [*LIBRARIES, *("opentelemetry-instrumentation-genai-" + name for name in NAMES)])
