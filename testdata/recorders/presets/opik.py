# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "anthropic", "google-genai", "opik"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Case, case, main, posted  # noqa: E402


def made(server):
    import os

    os.environ.update(OPIK_URL_OVERRIDE=server.url + "/backend/", OPIK_API_KEY="key", OPIK_WORKSPACE="w", OPIK_SENTRY_ENABLE="false")
    import opik

    return posted(server, opik.flush_tracker, lambda path, body: "spans" in path)


@case("opik.integrations.openai.track_openai", "wrapper")
def openai(server):
    records = made(server)
    from opik.integrations.openai import track_openai

    return Case("openai", records, wrap=track_openai)


@case("opik.integrations.anthropic.track_anthropic", "wrapper")
def anthropic(server):
    records = made(server)
    from opik.integrations.anthropic import track_anthropic

    return Case("anthropic", records, wrap=track_anthropic)


@case("opik.integrations.genai.track_genai", "wrapper")
def google_genai(server):
    records = made(server)
    from opik.integrations.genai import track_genai

    return Case("google-genai", records, wrap=track_genai)


main("opik", ["openai", "anthropic", "google-genai", "opik"])
