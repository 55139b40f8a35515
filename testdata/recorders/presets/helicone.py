# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "anthropic"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Case, case, main  # noqa: E402


# A gateway records what is sent through it, and does that on its own servers. What can be seen here is that the SDK sends what
# it does to the base URL that it is given, and nowhere else.


@case("helicone.gateway", "gateway")
def openai(server):
    return Case("openai", server.asked)


@case("helicone.gateway", "gateway")
def anthropic(server):
    return Case("anthropic", server.asked)


main("helicone", ["openai", "anthropic"])
