# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "litellm", "langfuse"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Case, case, main, posted, registered  # noqa: E402


def made(server):
    """A client of Langfuse, which is the one that its drop-in module uses, and what reaches its backend."""
    from langfuse import Langfuse

    langfuse = Langfuse(public_key="pk", secret_key="sk", base_url=server.url + "/backend", otel_compression="none")
    return posted(server, langfuse.flush, lambda path, body: path.endswith("otel/v1/traces"))


@case("langfuse.openai", "replacement")
def openai(server):
    import langfuse.openai

    return Case("openai", made(server), module=langfuse.openai)


@case("litellm.success_callback", "registry")
def litellm(server):
    import os

    os.environ.update(LANGFUSE_PUBLIC_KEY="pk", LANGFUSE_SECRET_KEY="sk", LANGFUSE_HOST=server.url + "/backend")
    os.environ["OTEL_BSP_SCHEDULE_DELAY"] = "100"  # milliseconds
    return registered(server, "success_callback", "langfuse_otel", lambda path, body: path.endswith("otel/v1/traces"))


main("langfuse", ["openai", "litellm", "langfuse"])
