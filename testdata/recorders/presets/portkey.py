# /// script
# requires-python = ">=3.10"
# dependencies = ["portkey-ai"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Case, case, main  # noqa: E402


# Portkey records on its own servers. What can be seen here is that its client sends what it does to its base URL.


@case("portkey_ai", "replacement")
def portkey(server):
    return Case("portkey", server.asked)


main("portkey", ["portkey-ai"])
