# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "litellm", "langchain", "langchain-openai", "langchain-anthropic", "langfuse"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Around, Case, case, heard, main, posted, registered  # noqa: E402


def made(server):
    """A client of Langfuse, which is the one that its drop-in module uses, and what reaches its backend."""
    from langfuse import Langfuse

    langfuse = Langfuse(public_key="pk", secret_key="sk", base_url=server.url + "/backend", otel_compression="none")
    return langfuse, posted(server, langfuse.flush, lambda path, body: path.endswith("otel/v1/traces"))


@case("langfuse.openai", "replacement")
def openai(server):
    import langfuse.openai

    return Case("openai", made(server)[1], module=langfuse.openai)


def registry(server, name, entry):
    import os

    os.environ.update(LANGFUSE_PUBLIC_KEY="pk", LANGFUSE_SECRET_KEY="sk", LANGFUSE_HOST=server.url + "/backend")
    os.environ["OTEL_BSP_SCHEDULE_DELAY"] = "100"  # milliseconds
    return registered(server, name, entry, lambda path, body: path.endswith(("otel/v1/traces", "ingestion")))


@case("litellm.success_callback", "registry")
def litellm(server):
    return registry(server, "success_callback", "langfuse_otel")


@case("litellm.callbacks", "registry")
def litellm_callbacks(server):
    return registry(server, "callbacks", "langfuse_otel")


@case("litellm.success_callback", "registry")
def litellm_former(server):
    return registry(server, "success_callback", "langfuse")


@case("langfuse.langchain.CallbackHandler", "callback")
def langchain(server):
    _, records = made(server)
    from langfuse.langchain import CallbackHandler

    return Case("langchain", records, wrap=heard(CallbackHandler()))


@case("langfuse.observe", "decorator")
def observe(server):
    _, records = made(server)
    from langfuse import observe

    return Around(records, decorate=observe())


@case("langfuse.Langfuse.start_as_current_observation", "context manager")
def start_as_current_observation(server):
    langfuse, records = made(server)
    return Around(records, enter=lambda: langfuse.start_as_current_observation(name="probe"))


main("langfuse", ["openai", "litellm", "langchain-openai", "langchain-anthropic", "langfuse"])
