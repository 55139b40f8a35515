"""The attestation clients of the application, and its own forms of them."""
from contextlib import contextmanager

from mima_governance import AsyncMimaGovernance, MimaGovernance

mima = MimaGovernance(api_key="mima_ext_test", system_name="desk", workspace_id="w")
amima = AsyncMimaGovernance(api_key="mima_ext_test", system_name="desk", workspace_id="w")


def governed(name):
    return mima.attest(tool_name=name)


def traced(function):
    def wrapper(*args, **kwargs):
        with mima.trace(function.__name__):
            return function(*args, **kwargs)

    return wrapper


@contextmanager
def governed_block(name):
    with mima.trace(name) as trace:
        yield trace
