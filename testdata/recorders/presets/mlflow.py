# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "anthropic", "litellm", "google-genai", "langchain-openai", "langchain-anthropic", "mlflow-skinny", "numpy", "pandas", "opentelemetry-exporter-otlp-proto-http"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Case, case, main, posted  # noqa: E402


def autolog(server, sdk, module):
    import importlib
    import os

    os.environ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = server.url + "/backend/v1/traces"
    os.environ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] = "http/protobuf"
    import mlflow

    def flush():
        from opentelemetry import trace

        mlflow.flush_trace_async_logging()
        for provider in (mlflow.tracing.provider.provider.get(), trace.get_tracer_provider()):
            if hasattr(provider, "force_flush"):
                provider.force_flush()

    flavor = importlib.import_module("mlflow." + module)
    return Case(
        sdk,
        posted(server, flush, lambda path, body: path.endswith("v1/traces")),
        start=flavor.autolog,
        stop=[
            ("autolog(disable=True)", lambda: flavor.autolog(disable=True)),
            ("autolog(log_traces=False)", lambda: flavor.autolog(log_traces=False)),
            ("mlflow.tracing.disable", mlflow.tracing.disable),
        ],
        again=flavor.autolog,
    )


@case("mlflow.openai.autolog", "instrumentor")
def openai(server):
    return autolog(server, "openai", "openai")


@case("mlflow.anthropic.autolog", "instrumentor")
def anthropic(server):
    return autolog(server, "anthropic", "anthropic")


@case("mlflow.gemini.autolog", "instrumentor")
def google_genai(server):
    return autolog(server, "google-genai", "gemini")


@case("mlflow.langchain.autolog", "instrumentor")
def langchain(server):
    return autolog(server, "langchain", "langchain")


main("mlflow", ["openai", "anthropic", "litellm", "google-genai", "langchain-openai", "langchain-anthropic", "mlflow-skinny"])
