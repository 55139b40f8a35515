"""The little of pytest that a governance test needs, for a Python that has no pytest."""

import importlib
import re


class Skipped(BaseException):
    """A test that is not to run."""


class Failed(BaseException):
    """A test that says that it failed."""


def skip(reason="", *, allow_module_level=False, msg=None):
    raise Skipped(reason or msg or "")


def fail(reason="", pytrace=True, msg=None):
    raise Failed(reason or msg or "")


def importorskip(name, minversion=None, reason=None):
    try:
        return importlib.import_module(name)
    except ImportError:
        raise Skipped(reason or f"could not import {name!r}") from None


skip.Exception = Skipped
fail.Exception = Failed


class raises:
    def __init__(self, expected, *, match=None):
        self.expected = expected
        self.match = match
        self.value = None

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        if kind is None:
            raise Failed(f"DID NOT RAISE {self.expected!r}")
        if not issubclass(kind, self.expected):
            return False
        self.value = value
        if self.match is not None and not re.search(self.match, str(value)):
            raise AssertionError(f"{str(value)!r} does not match {self.match!r}")
        return True


class Mark:
    """`pytest.mark.NAME`, with or without arguments: put on a function or a class it is noted there."""

    def __init__(self, name, args=(), kwargs=None):
        self.name = name
        self.args = args
        self.kwargs = kwargs or {}

    def __call__(self, *args, **kwargs):
        if len(args) == 1 and not kwargs and callable(args[0]):
            marked = args[0]
            marked.pytestmark = [*getattr(marked, "pytestmark", []), self]
            return marked
        return Mark(self.name, args, kwargs)


class Marks:
    def __getattr__(self, name):
        return Mark(name)


mark = Marks()


def __getattr__(name):
    raise AttributeError(f"`pytest.{name}` needs pytest, which this Python does not have: pip install pytest")
