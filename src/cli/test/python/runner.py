"""Runs the tests of one file for `mima test` and writes what happens as lines of JSON.

Tests are functions `test_*`, methods `test_*` of classes `Test*`, of subclasses of
`mima_governance.testing.GovernanceTest`, and `unittest.TestCase`. Nothing but the standard library is needed.
"""

import asyncio
import contextlib
import faulthandler
import importlib.abc
import importlib.machinery
import importlib.util
import inspect
import io
import json
import os
import sys
import traceback
import types
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
MAX_OUTPUT = 20_000


class Events:
    """The lines for `mima`: each is written at once, since the process may be ended at any time."""

    def __init__(self, path):
        self.file = open(path, "w", encoding="utf-8", buffering=1)

    def write(self, event, **fields):
        self.file.write(json.dumps({"event": event, **fields}) + "\n")


class Finder(importlib.abc.MetaPathFinder):
    """Gives `mima_governance.testing`, and a package for it where `mima-governance` is not installed."""

    def find_spec(self, name, path=None, target=None):
        if name == "mima_governance.testing":
            return importlib.util.spec_from_file_location(name, os.path.join(HERE, "testing.py"))
        return None


class StandIns(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """What stands in for packages that are not installed: asked last."""

    def find_spec(self, name, path=None, target=None):
        if name == "mima_governance":
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        if name == "pytest":
            return importlib.util.spec_from_file_location(name, os.path.join(HERE, "stand_in.py"))
        return None

    def create_module(self, spec):
        return types.ModuleType(spec.name)

    def exec_module(self, module):
        def missing(name):
            if name.startswith("__") or name == "testing":
                raise AttributeError(name)
            raise ImportError(f"`mima_governance.{name}` needs mima-governance: pip install mima-governance")

        module.__path__ = []
        module.__getattr__ = missing


class Case:
    """One test: a name, the line, and what to call."""

    def __init__(self, name, function, call, marks=()):
        self.name = name
        code = getattr(inspect.unwrap(function), "__code__", None)
        self.line = code.co_firstlineno if code else None
        self.function = function
        self.call = call
        self.marks = [*marks, *marks_of(function)]


def marks_of(thing):
    marks = getattr(thing, "pytestmark", [])
    marks = marks if isinstance(marks, (list, tuple)) else [marks]
    return [getattr(mark, "mark", mark) for mark in marks]


def load(path):
    name = os.path.splitext(os.path.basename(path))[0]
    sys.path.insert(0, os.getcwd())
    sys.path.insert(0, os.path.dirname(path))
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def governance_test():
    shim = sys.modules.get("mima_governance.testing")
    return getattr(shim, "GovernanceTest", None)


def cases(module):
    """The tests of a module in the order in which they are written."""
    base = governance_test()
    marks = marks_of(module)
    found = []
    for name, thing in list(vars(module).items()):
        if inspect.isclass(thing):
            if issubclass(thing, unittest.TestCase):
                found += unittest_cases(name, thing)
            elif (base and issubclass(thing, base) and thing is not base) or is_test_class(name, thing):
                found += class_cases(name, thing, marks)
        elif name.startswith("test") and inspect.isfunction(thing):
            found.append(Case(name, thing, thing, marks))
    return found


def is_test_class(name, thing):
    return name.startswith("Test") and getattr(thing, "__test__", True) and "__init__" not in vars(thing)


def methods(cls):
    """Names of the test methods: those of bases first, in the order in which they are written."""
    names = {}
    for base in reversed(cls.__mro__):
        for name, thing in vars(base).items():
            if name.startswith("test") and callable(getattr(cls, name, None)):
                names[name] = thing
    return list(names)


def class_cases(class_name, cls, marks):
    found = []
    for name in methods(cls):
        method = getattr(cls, name)

        def call(cls=cls, name=name):
            instance = cls()
            around(instance, "setup_method", name)
            try:
                return getattr(instance, name)()
            finally:
                around(instance, "teardown_method", name)

        found.append(Case(f"{class_name}::{name}", method, call, [*marks, *marks_of(cls)]))
    return found


def around(instance, hook, name):
    """Calls what a class has to be done before or after each of its tests."""
    function = getattr(instance, hook, None)
    if function:
        arguments = [getattr(instance, name)]
        function(*arguments[: len(inspect.signature(function).parameters)])


def unittest_cases(class_name, cls):
    found = []
    for name in unittest.defaultTestLoader.getTestCaseNames(cls):

        def call(cls=cls, name=name):
            result = Raised()
            unittest.TestSuite([cls(name)]).run(result)
            for error in result.raised:
                raise error
            for _, reason in result.skipped:
                raise unittest.SkipTest(reason)
            if result.unexpectedSuccesses:
                raise AssertionError("unexpected success")

        found.append(Case(f"{class_name}::{name}", getattr(cls, name), call))
    return found


class Raised(unittest.TestResult):
    """Keeps what a test raised, so that it is told as that of any other test."""

    def __init__(self):
        super().__init__()
        self.raised = []

    def addFailure(self, test, err):
        self.raised.append(err[1])

    addError = addFailure

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.raised.append(err[1])


def required_parameters(case):
    try:
        parameters = list(inspect.signature(case.function).parameters.values())
    except (TypeError, ValueError):
        return []
    names = [
        it.name
        for it in parameters
        if it.default is it.empty and it.kind not in (it.VAR_POSITIONAL, it.VAR_KEYWORD)
    ]
    return [name for name in names if name not in ("self", "cls")]


def skip_reason(case):
    """Why a mark says that a test is not to run; `None` if none does."""
    for mark in case.marks:
        reason = mark.kwargs.get("reason", "")
        if mark.name == "skip":
            return reason or (mark.args[0] if mark.args else "skipped by a mark")
        if mark.name == "skipif" and mark.args and mark.args[0]:
            return reason or "skipped by a mark"
    if getattr(case.function, "__unittest_skip__", False):
        return case.function.__unittest_skip_why__
    return None


def is_skip(error):
    """Whether an exception says that a test is not to run: unittest's, pytest's, or that of what stands in for it."""
    skip = getattr(sys.modules.get("pytest"), "skip", None)
    kinds = (unittest.SkipTest, getattr(skip, "Exception", unittest.SkipTest))
    return isinstance(error, kinds)


class Reports:
    """A plugin of pytest that keeps what it reports."""

    def __init__(self):
        self.reports = []

    def pytest_runtest_logreport(self, report):
        if report.when == "call" or not report.passed:
            self.reports.append(report)


def by_pytest(case, missing):
    """Runs a test with fixtures or parameters by pytest itself, where that is installed."""
    pytest = importlib.import_module("pytest")
    if not hasattr(pytest, "main"):
        names = ", ".join(f"`{name}`" for name in missing) or "parameters"
        return "failed", f"it takes {names} from pytest, which this Python does not have", ""
    path = f"{inspect.getfile(inspect.unwrap(case.function))}::{case.name}"
    plugin = Reports()
    quiet = ["-q", "-p", "no:cacheprovider", "-p", "no:faulthandler", "-o", "addopts="]
    pytest.main([path, *quiet], plugins=[plugin])
    for report in plugin.reports:
        if report.failed:
            crash = getattr(report.longrepr, "reprcrash", None)
            text = str(report.longrepr)
            return "failed", (crash.message if crash else text).splitlines()[0], text
    for report in plugin.reports:
        if report.passed:
            return "passed", "", ""
    for report in plugin.reports:
        return (
            "skipped",
            str(report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.outcome),
            "",
        )
    return "failed", "pytest did not run it", ""


def judge(case):
    """Runs a test: outcome, one line, more lines."""
    reason = skip_reason(case)
    if reason is not None:
        return "skipped", str(reason), ""
    missing = required_parameters(case)
    if missing or any(mark.name == "parametrize" for mark in case.marks):
        return by_pytest(case, missing)
    shim = sys.modules.get("mima_governance.testing")
    if shim:
        shim.reported.clear()
    try:
        result = case.call()
        if inspect.iscoroutine(result):
            result = asyncio.run(result)
        return judge_result(shim, result)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        if is_skip(error):
            return "skipped", str(getattr(error, "msg", None) or error), ""
        if expects_failure(case):
            return "passed", "it fails, as its mark expects", ""
        return "failed", headline(error), text_of(error)


def expects_failure(case):
    return any(mark.name == "xfail" for mark in case.marks)


def judge_result(shim, result):
    if shim is None:
        return "passed", "", ""
    if isinstance(result, shim.TestResult):
        message, places = str(result.message), "\n".join(result.places)
        return ("passed" if result.passed else "failed"), message, places
    # A helper whose failing result nobody returned or looked at: its name says that it asserts.
    for it in shim.reported:
        if not it.seen and not it._passed:
            return "failed", str(it.message), "\n".join(it.places)
    return "passed", "", ""


def headline(error):
    text = str(error).strip()
    if text:
        first = text.splitlines()[0].rstrip(" :")
        return first if isinstance(error, AssertionError) else f"{type(error).__name__}: {first}"
    frames = traceback.extract_tb(error.__traceback__)
    line = frames[-1].line if frames else ""
    return f"{type(error).__name__}: {line}" if line else type(error).__name__


def text_of(error):
    """The traceback without the frames of this runner and of unittest, which say nothing of the test."""
    told = traceback.TracebackException.from_exception(error)
    link = told
    while link:
        frames = [frame for frame in link.stack if not is_ours(frame.filename)]
        link.stack = traceback.StackSummary.from_list(frames)
        link = link.__cause__ or link.__context__
    return "".join(told.format()).rstrip()


def is_ours(path):
    folders = (HERE, os.path.dirname(unittest.__file__))
    return path.startswith("<frozen importlib") or os.path.dirname(os.path.abspath(path)) in folders


def run(case, events):
    events.write("start", name=case.name)
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        outcome, message, detail = judge(case)
    printed = output.getvalue()
    if outcome == "failed" and printed:
        detail += f"\n--- output ---\n{printed[-MAX_OUTPUT:]}"
    events.write("end", name=case.name, outcome=outcome, message=message, detail=detail.strip("\n"))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        plan = json.load(file)
    events = Events(plan["events"])
    trace = open(plan["trace"], "w", encoding="utf-8")
    faulthandler.dump_traceback_later(plan["timeout"], exit=True, file=trace)
    sys.path.remove(HERE)
    sys.meta_path.insert(0, Finder())
    sys.meta_path.append(StandIns())
    sys.argv = [plan["file"]]
    try:
        module = load(plan["file"])
        found = cases(module)
    except BaseException as error:
        if is_skip(error):
            events.write("skip_file", message=str(getattr(error, "msg", None) or error))
        else:
            events.write("broken", message=headline(error), detail=text_of(error))
        events.write("done")
        return
    events.write("plan", tests=[{"name": case.name, "line": case.line} for case in found])
    for case in found:
        run(case, events)
    events.write("done")


main()
