# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "anthropic", "litellm", "google-genai", "langchain-openai", "langchain-anthropic", "mistralai", "cohere", "boto3", "braintrust", "pytest"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from contextlib import ExitStack

from measure import Around, Case, case, heard, main, posted, registered  # noqa: E402

KEPT = ExitStack()


def made():
    """What reaches the logger that sends, kept in memory."""
    import json

    from braintrust import logger
    from braintrust.test_helpers import init_test_logger, simulate_login

    memory = KEPT.enter_context(logger._internal_with_memory_background_logger())
    simulate_login()
    init_test_logger("probe")
    return lambda: [json.dumps(record, default=str) for record in memory.pop()]


def wrapper(sdk, module, name):
    records = made()
    from importlib import import_module

    return Case(sdk, records, wrap=getattr(import_module(module), name))


def auto(sdk):
    """Of LangChain, what the model's own SDK records does not count."""
    import braintrust

    records = made()
    start = lambda: braintrust.auto_instrument(**({"openai": False, "anthropic": False} if sdk in ("langchain", "litellm") else {}))
    return Case(sdk, records, start=start)


@case("braintrust.wrap_openai", "wrapper")
def openai(server):
    return wrapper("openai", "braintrust", "wrap_openai")


@case("braintrust.wrap_anthropic", "wrapper")
def anthropic(server):
    return wrapper("anthropic", "braintrust", "wrap_anthropic")


@case("braintrust.integrations.mistral.wrap_mistral", "wrapper")
def mistralai(server):
    return wrapper("mistralai", "braintrust.integrations.mistral", "wrap_mistral")


@case("braintrust.integrations.cohere.wrap_cohere", "wrapper")
def cohere(server):
    return wrapper("cohere", "braintrust.integrations.cohere", "wrap_cohere")


@case("braintrust.integrations.cohere.wrap_cohere", "wrapper")
def cohere_v1(server):
    return wrapper("cohere-v1", "braintrust.integrations.cohere", "wrap_cohere")


@case("braintrust.integrations.bedrock_runtime.wrap_bedrock", "wrapper")
def bedrock(server):
    return wrapper("bedrock", "braintrust.integrations.bedrock_runtime", "wrap_bedrock")


@case("braintrust.auto_instrument", "instrumentor")
def openai_auto(server):
    return auto("openai")


@case("braintrust.auto_instrument", "instrumentor")
def anthropic_auto(server):
    return auto("anthropic")


@case("braintrust.auto_instrument", "instrumentor")
def litellm_auto(server):
    return auto("litellm")


@case("braintrust.auto_instrument", "instrumentor")
def google_genai_auto(server):
    return auto("google-genai")


@case("braintrust.auto_instrument", "instrumentor")
def langchain_auto(server):
    return auto("langchain")


@case("braintrust.auto_instrument", "instrumentor")
def mistralai_auto(server):
    return auto("mistralai")


@case("braintrust.auto_instrument", "instrumentor")
def cohere_auto(server):
    return auto("cohere")


@case("braintrust.auto_instrument", "instrumentor")
def cohere_v1_auto(server):
    return auto("cohere-v1")


@case("braintrust.auto_instrument", "instrumentor")
def bedrock_auto(server):
    return auto("bedrock")


@case("braintrust.integrations.litellm.patch_litellm", "instrumentor")
def litellm_patch(server):
    from braintrust.integrations.litellm import patch_litellm

    return Case("litellm", made(), start=patch_litellm)


@case("braintrust.integrations.langchain.BraintrustCallbackHandler", "callback")
def langchain(server):
    records = made()
    from braintrust.integrations.langchain import BraintrustCallbackHandler

    return Case("langchain", records, wrap=heard(BraintrustCallbackHandler()))


def registry(server, name):
    import os

    server.backend = lambda path, body: {"id": "p", "project": {"id": "p"}}
    os.environ.update(BRAINTRUST_API_KEY="key", BRAINTRUST_API_BASE=server.url + "/backend")
    return registered(server, name, "braintrust", lambda path, body: "logs" in path)


@case("litellm.success_callback", "registry")
def litellm_success_callback(server):
    return registry(server, "success_callback")


@case("litellm.callbacks", "registry")
def litellm_callbacks(server):
    return registry(server, "callbacks")


@case("braintrust.traced", "decorator")
def traced(server):
    records = made()
    import braintrust

    return Around(records, decorate=braintrust.traced)


@case("braintrust.start_span", "context manager")
def start_span(server):
    records = made()
    import braintrust

    return Around(records, enter=lambda: braintrust.start_span("probe"))


main("braintrust", ["openai", "anthropic", "litellm", "google-genai", "langchain-openai", "langchain-anthropic", "mistralai", "cohere", "boto3", "braintrust"])
