# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "anthropic", "litellm", "google-genai", "langchain-openai", "langchain-anthropic", "mistralai", "groq", "boto3", "mlflow-skinny", "numpy", "pandas", "opentelemetry-exporter-otlp-proto-http"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Around, Case, case, handed_on, main, posted  # noqa: E402


def made(server, sdk=""):
    import os

    os.environ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = server.url + "/backend/v1/traces"
    os.environ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] = "http/protobuf"
    import mlflow

    def flush():
        from opentelemetry import trace

        if sdk == "litellm":
            handed_on()
        mlflow.flush_trace_async_logging()
        for provider in (mlflow.tracing.provider.provider.get(), trace.get_tracer_provider()):
            if hasattr(provider, "force_flush"):
                provider.force_flush()

    return posted(server, flush, lambda path, body: path.endswith("v1/traces"), patience=3.0 if sdk == "litellm" else 0.0)


def autolog(server, sdk, module):
    records = made(server, sdk)
    import importlib

    import mlflow

    flavor = importlib.import_module(module)
    return Case(
        sdk,
        records,
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
    return autolog(server, "openai", "mlflow.openai")


@case("mlflow.anthropic.autolog", "instrumentor")
def anthropic(server):
    return autolog(server, "anthropic", "mlflow.anthropic")


@case("mlflow.litellm.autolog", "instrumentor")
def litellm(server):
    return autolog(server, "litellm", "mlflow.litellm")


@case("mlflow.gemini.autolog", "instrumentor")
def google_genai(server):
    return autolog(server, "google-genai", "mlflow.gemini")


@case("mlflow.langchain.autolog", "instrumentor")
def langchain(server):
    return autolog(server, "langchain", "mlflow.langchain")


@case("mlflow.mistral.autolog", "instrumentor")
def mistralai(server):
    return autolog(server, "mistralai", "mlflow.mistral")


@case("mlflow.groq.autolog", "instrumentor")
def groq(server):
    return autolog(server, "groq", "mlflow.groq")


@case("mlflow.bedrock.autolog", "instrumentor")
def bedrock(server):
    return autolog(server, "bedrock", "mlflow.bedrock")


@case("mlflow.trace", "decorator")
def trace(server):
    import mlflow

    return Around(made(server), decorate=mlflow.trace)


@case("mlflow.start_span", "context manager")
def start_span(server):
    import mlflow

    return Around(made(server), enter=lambda: mlflow.start_span("probe"))


@case("mlflow.start_run", "context manager")
def start_run(server):
    """It opens a run, of which the tracking server hears; what is called in it leaves no trace."""
    import mlflow

    mlflow.set_tracking_uri(server.url + "/backend")
    run = {"info": {"run_id": "r", "run_uuid": "r", "experiment_id": "0", "status": "RUNNING", "artifact_uri": "/tmp"}, "data": {}}
    server.backend = lambda path, body: {"run": run, "experiment": {"experiment_id": "0", "name": "e"}}
    return Around(made(server), enter=mlflow.start_run)


main("mlflow", ["openai", "anthropic", "litellm", "google-genai", "langchain-openai", "langchain-anthropic", "mistralai", "groq", "boto3", "mlflow-skinny"])
