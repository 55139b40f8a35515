#!/usr/bin/env python3
"""Runs the programs in `testdata/python/` that try to evade an attestation, and writes down what was active.

    python3 testdata/evasions_run/check.py

Needs `mima-governance` (`pip install mima-governance==0.3.0`) and no network. The attestation SDK is the real one, as
in `testdata/governed_app/check.py`; the AI libraries are stand-ins that note the line from which they are called and
whether an attestation is active when the model would run. What nobody else in a program refers to is called: its
functions, its methods, what it registers, and what these return.

For every line with an AI call `ran.txt` then says whether all of its runs were attested, none, or some, or that it did
not run. `tests/attestation.rs` compares: what ran without an attestation must not be reported as attested. A program
that cannot run here is listed with the reason. Exit status 1 when a line that the fixture calls attested ran without.
"""
import ast
import asyncio
import atexit
import builtins
import collections
import contextvars
import inspect
import json
import os
import re
import subprocess
import sys
import threading
from contextlib import nullcontext
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAMS = HERE.parent / "python"
TOPICS = ["evasions", "attestation"]
sys.path.insert(0, str(HERE.parent / "governed_app"))
sys.dont_write_bytecode = True

import check as application  # noqa: E402

executions = collections.defaultdict(set)


# --- stand-ins ------------------------------------------------------------------------------------------------


def place(program):
    for frame in inspect.stack()[2:]:
        if frame.filename == str(program):
            return frame.lineno
    return None


class Answer(str):
    output_text = content = "answer"


class Endpoint:
    """A client, a part of one, or a method: whatever is read of it is one too."""

    program = None

    def __init__(self, asynchronous=False):
        self.__dict__["asynchronous"] = asynchronous

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        made = Endpoint(self.asynchronous)
        self.__dict__[name] = made
        return made

    def __call__(self, *arguments, **options):
        line = place(self.program)
        if self.asynchronous:
            return self.later(line)
        executions[line].add(application.is_active())
        return Answer("answer")

    async def later(self, line):
        executions[line].add(application.is_active())
        return Answer("answer")


def registering(self, *arguments, **options):
    return application.registering(*arguments, **options)


class Nothing:
    def attest(self, *_, **__):
        return lambda function: function

    def trace(self, *_, **__):
        return nullcontext()


def unattested(*_, **__):
    raise RuntimeError("as the program expects")


def make_stand_ins(program):
    Endpoint.program = program
    application.make_stand_ins()
    application.module("openai", OpenAI=lambda **_: Endpoint(), AsyncOpenAI=lambda **_: Endpoint(True))
    registry = application.Registry()
    registry.command = registry.on = application.registering
    application.module("somelib", app=registry)
    application.module("celery", Celery=application.Registry, shared_task=application.registering)
    registry = type("Registry", (application.Registry,), {"command": registering, "tool": registering})
    application.module("typer", Typer=registry)
    application.module("mcp.server.fastmcp", FastMCP=registry)
    # Names that the programs use and do not define.
    free = {
        "FLAG": False, "DEBUG": False, "TESTING": True, "TS": ["a", "b"], "Noop": Nothing, "os": os, "do": unattested,
        "prepare": lambda: None, "on": lambda: False, "Fake": Nothing,
    }
    for name, value in free.items():
        setattr(builtins, name, value)
    # Nobody waits for seconds.
    timer = threading.Timer.__init__
    threading.Timer.__init__ = lambda self, _, *rest, **options: timer(self, 0.01, *rest, **options)
    call_later = asyncio.BaseEventLoop.call_later
    asyncio.BaseEventLoop.call_later = lambda self, delay, *rest, **options: call_later(
        self, min(delay, 0.01), *rest, **options
    )


# --- the driver -----------------------------------------------------------------------------------------------


class Driver:
    def __init__(self, program, namespace):
        self.namespace = namespace
        self.own = namespace["__name__"]
        tree = ast.parse(program.read_text())
        names = (node for node in ast.walk(tree) if isinstance(node, (ast.Name, ast.Attribute)))
        read = (node for node in names if isinstance(node.ctx, ast.Load))
        self.used = {node.id if isinstance(node, ast.Name) else node.attr for node in read}

    def value(self, parameter):
        """Something to call a function with, by the name of its parameter."""
        classes = [value for value in self.namespace.values() if inspect.isclass(value) and self.is_own(value)]
        if parameter.name in ("a", "obj", "service", "self") and classes:
            return self.make(classes[0])
        known = {"ts": ["a"], "texts": ["a"], "n": "helper", "k": "h", "ctx": contextvars.copy_context(),
                 "things": ["a"], "calls": [print], "step": print, "function": print}
        return known.get(parameter.name, "x")

    def is_own(self, value):
        return getattr(value, "__module__", None) == self.own

    def arguments(self, function):
        try:
            parameters = inspect.signature(function).parameters.values()
        except (TypeError, ValueError):
            return []
        takes_any = inspect.Parameter.VAR_POSITIONAL
        plain = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD, takes_any)
        needed = [p for p in parameters if p.kind in plain and p.default is p.empty]
        return [self.value(parameter) for parameter in needed]

    def make(self, class_):
        try:
            return class_(*self.arguments(class_))
        except Exception:
            return None

    def run(self):
        for name, value in list(self.namespace.items()):
            if name.startswith("__") or not self.is_own(value):
                continue
            if inspect.isclass(value):
                self.use(value)
            elif callable(value) and name not in self.used:
                self.call(value)
        for function in list(application.registered):
            self.call(function)

    def use(self, class_):
        made = self.make(class_)
        members = list(getattr(class_, "__dict__", {}).items())
        for name, member in members:
            plain = not name.startswith("_") or name in ("__call__", "__iter__", "__enter__")
            if made is None or not plain or name in self.used:
                continue
            try:
                value = getattr(made, name)
            except Exception:
                continue
            if callable(value):
                self.call(value)
        for value in list(vars(made).values()) if hasattr(made, "__dict__") else []:
            if inspect.isfunction(value):
                self.call(value)

    def call(self, function, depth=0):
        try:
            result = function(*self.arguments(function))
            asyncio.run(self.consume(result))
        except (Exception, SystemExit):
            return
        if callable(result) and inspect.isroutine(result) and depth < 2:
            self.call(result, depth + 1)

    async def consume(self, result):
        """Whoever calls it does with the result what one does with such a thing."""
        if inspect.isawaitable(result):
            result = await result
        if inspect.isawaitable(result):
            await result
        elif inspect.isasyncgen(result):
            async for _ in result:
                pass
        elif isinstance(result, (collections.abc.Iterator, tuple, set, list)):
            for element in result:
                if inspect.isawaitable(element):
                    await element
                elif inspect.isgenerator(element):
                    list(element)
        await asyncio.sleep(0.03)


def make_clients_lenient():
    """The programs are about what a client does, not about what it wants to know."""
    import mima_governance

    def lenient(construct):
        return lambda self, api_key="key", system_name="system", **_: construct(self, api_key, system_name)

    def named(attest):
        return lambda self, tool_name="tool", **options: attest(self, tool_name, **options)

    for client in (mima_governance.MimaGovernance, mima_governance.AsyncMimaGovernance):
        client.__init__ = lenient(client.__init__)
        client.attest = named(client.attest)


def execute(program, module):
    """Runs the statements of a program one by one; gives what those that fail complain of, by line."""
    problems = {}
    for statement in ast.parse(program.read_text()).body:
        code = compile(ast.Module([statement], []), str(program), "exec")
        try:
            exec(code, module.__dict__)
        except BaseException as error:
            missing = f": {error}" if isinstance(error, ModuleNotFoundError) else ""
            for line in range(statement.lineno, statement.end_lineno + 1):
                problems[line] = f"{type(error).__name__}{missing}"
    return problems


def run(program):
    """Runs one program in this process."""
    application.prepare_sdk()
    make_clients_lenient()
    make_stand_ins(program)
    name = program.stem if program.stem not in sys.stdlib_module_names else f"program_{program.stem}"
    module = type(sys)(name)
    module.__file__ = str(program)
    sys.modules[name] = module
    problems = execute(program, module)
    Driver(program, module.__dict__).run()
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join(0.2)
    atexit._run_exitfuncs()
    rows = {line: sorted(active) for line, active in executions.items() if line is not None}
    sys.stdout.write(json.dumps({"rows": rows, "problems": problems}))
    sys.stdout.flush()
    os._exit(0)


# --- the comparison -------------------------------------------------------------------------------------------


def expected(program):
    """The lines with an AI call, and whether the fixture says that it is attested."""
    lines = {}
    for number, line in enumerate(program.read_text().splitlines(), 1):
        notes = re.findall(r"(?:#~|;)\s*(attested|MIMA00[123]|MIMA01[012])\b", line)
        if notes:
            lines[number] = "attested" in notes
    return lines


def outcome(program):
    command = [sys.executable, __file__, "--run", str(program)]
    try:
        output = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False).stdout
        return json.loads(output[output.rindex('{"rows"'):])
    except (subprocess.TimeoutExpired, ValueError):
        return {"rows": {}, "problems": {}}


def main():
    words = {(True,): "attested", (False,): "unattested", (False, True): "mixed"}
    written, failures, counts = [], [], collections.Counter()
    programs = [path for topic in TOPICS for path in sorted((PROGRAMS / topic).glob("*.py"))]
    for program in programs:
        result = outcome(program)
        name = program.relative_to(PROGRAMS)
        for line, attested in expected(program).items():
            active = tuple(result["rows"].get(str(line), ()))
            word = words.get(active, "did not run")
            if not active and str(line) in result["problems"]:
                word += f": {result['problems'][str(line)]}"
            written.append(f"{name}:{line} {word}")
            counts[word.split(":")[0]] += 1
            if attested and False in active:
                failures.append(f"{name}:{line}: is reported as attested, and ran {word}")
            counts["attested and not reported as such"] += not attested and active == (True,)
    (HERE / "ran.txt").write_text("\n".join(written) + "\n")
    print(*failures, sep="\n", end="\n" if failures else "")
    print(", ".join(f"{count} {word}" for word, count in sorted(counts.items())))
    return 1 if failures else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        run(Path(sys.argv[2]))
    sys.exit(main())
