from contextlib import contextmanager
from functools import wraps

from mima_governance import MimaGovernance

_client = MimaGovernance(api_key="k", system_name="s")


@contextmanager
def span(name):
    with _client.trace(name) as handle:
        yield handle


def governed(name):
    def decorate(fn):
        @wraps(fn)
        def inner(*args, **options):
            with span(name):
                return fn(*args, **options)

        return inner

    return decorate
