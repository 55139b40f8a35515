# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "anthropic", "braintrust", "pytest"]
# ///
import sys
from contextlib import ExitStack
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Case, case, main  # noqa: E402


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


def wrapper(sdk, name):
    records = made()
    import braintrust

    return Case(sdk, records, wrap=getattr(braintrust, name))


def instrumentor(sdk, start):
    return Case(sdk, made(), start=start)


@case("braintrust.wrap_openai", "wrapper")
def openai(server):
    return wrapper("openai", "wrap_openai")


@case("braintrust.wrap_anthropic", "wrapper")
def anthropic(server):
    return wrapper("anthropic", "wrap_anthropic")


@case("braintrust.auto_instrument", "instrumentor")
def openai_auto(server):
    import braintrust

    return instrumentor("openai", braintrust.auto_instrument)


@case("braintrust.auto_instrument", "instrumentor")
def anthropic_auto(server):
    import braintrust

    return instrumentor("anthropic", braintrust.auto_instrument)


main("braintrust", ["openai", "anthropic", "braintrust"])
