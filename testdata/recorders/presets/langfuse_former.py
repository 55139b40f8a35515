# /// script
# requires-python = ">=3.10"
# dependencies = ["langfuse<4", "pydantic"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Around, case, main, posted  # noqa: E402

# The names of the third major version; the current one has `start_as_current_observation` alone.


def entered(server, name):
    from langfuse import Langfuse

    langfuse = Langfuse(public_key="pk", secret_key="sk", host=server.url + "/backend")
    records = posted(server, langfuse.flush, lambda path, body: path.endswith("otel/v1/traces"))
    return Around(records, enter=lambda: getattr(langfuse, name)(name="probe"))


@case("langfuse.Langfuse.start_as_current_span", "context manager")
def start_as_current_span(server):
    return entered(server, "start_as_current_span")


@case("langfuse.Langfuse.start_as_current_generation", "context manager")
def start_as_current_generation(server):
    return entered(server, "start_as_current_generation")


main("langfuse", ["langfuse"])
