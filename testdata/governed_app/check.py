#!/usr/bin/env python3
"""Checks every verdict of mima on the application in `desk/` by running it.

    python3 testdata/governed_app/check.py [--mima target/release/mima]

Needs `mima-governance` (`pip install mima-governance==0.3.0`) and no network: the attestation SDK is the real one,
with its sending replaced; the AI libraries and frameworks are small stand-ins that this script makes. A stand-in
notes from which line of the application it was called, and whether an attestation was active then. All that is
written to `ran.txt`, with which `tests/attestation.rs` compares. Active is

- `attest` by the SDK's own runtime guard, counted so that nested ones do not end each other;
- `trace` by the time between its enter and its exit;
- a callback by whether the SDK's handler made a record of the call.

Exit status 1 when a call that ran is not reported, a reported one did not run, or a verdict differs.
"""
import argparse
import asyncio
import collections
import contextvars
import inspect
import json
import subprocess
import sys
import threading
import types
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
executions = collections.defaultdict(set)
registered = []
records = []
tracing = contextvars.ContextVar("tracing", default=0)
depth = threading.local()


# --- what is active -------------------------------------------------------------------------------------------


def prepare_sdk():
    import mima_governance.async_client as async_client
    import mima_governance.client as client
    import mima_governance.guard as guard

    def set_attested(value):
        depth.value = getattr(depth, "value", 0) + (1 if value else -1)

    guard._guard_enabled = True
    guard._set_attested = set_attested

    async def keep(self, record, *_):
        records.append(record)
        return types.SimpleNamespace(attestation_id="offline")

    client.MimaGovernance._push_sync = lambda self, record: records.append(record)
    client.MimaGovernance._enqueue = lambda self, record: records.append(record)
    client.MimaGovernance._flush_batch = lambda self: None
    client.MimaGovernance._flush_records = lambda self, new: records.extend(new)
    async_client.AsyncMimaGovernance._push_async = keep
    async_client.AsyncMimaGovernance._enqueue = keep
    client.MimaGovernance.trace = noting(client.MimaGovernance.trace)
    async_client.AsyncMimaGovernance.trace = noting_async(async_client.AsyncMimaGovernance.trace)
    return guard


def noting(trace):
    @contextmanager
    def noted(*args, **options):
        with trace(*args, **options) as handle:
            token = tracing.set(tracing.get() + 1)
            try:
                yield handle
            finally:
                tracing.reset(token)

    return noted


def noting_async(trace):
    @asynccontextmanager
    async def noted(*args, **options):
        async with trace(*args, **options) as handle:
            token = tracing.set(tracing.get() + 1)
            try:
                yield handle
            finally:
                tracing.reset(token)

    return noted


def is_active():
    import mima_governance.guard as guard

    return getattr(depth, "value", 0) > 0 or guard._async_attested.get(False) or tracing.get() > 0


def place():
    """The line of the application from which this was called."""
    for frame in inspect.stack()[2:]:
        if Path(frame.filename).is_relative_to(HERE / "desk"):
            return str(Path(frame.filename).relative_to(HERE)), frame.lineno
    raise SystemExit("an AI call came from outside the application")


# --- stand-ins ------------------------------------------------------------------------------------------------


class Answer(str):
    output_text = content = "answer"

    def __iter__(self):
        return iter(["part"])


class Endpoint:
    """A method of a client; reading an attribute of it gives another one."""

    def __init__(self, asynchronous):
        self._asynchronous = asynchronous

    def __getattr__(self, name):
        return type(self)(self._asynchronous)

    def __call__(self, **options):
        executions[place()].add(is_active())
        return answer_later() if self._asynchronous else Answer("answer")


async def answer_later():
    return Answer("answer")


class Client(Endpoint):
    def __init__(self, **options):
        super().__init__(False)

    def __getattr__(self, name):
        return Endpoint(self._asynchronous)


class AsyncClient(Client):
    def __init__(self, **options):
        super().__init__()
        self._asynchronous = True


class BaseCallbackHandler:
    def __init__(self, **options):
        pass


class ChatModel:
    def __init__(self, callbacks=(), **options):
        self.callbacks = list(callbacks)

    def with_config(self, callbacks=(), **options):
        return ChatModel(callbacks=[*self.callbacks, *callbacks])

    def invoke(self, text, config=None):
        before = len(records)
        for callback in [*self.callbacks, *(config or {}).get("callbacks", [])]:
            callback.on_llm_end(Answer("answer"), run_id=None)
        executions[place()].add(len(records) > before or is_active())
        return Answer("answer")


def registering(*_, **__):
    """A decorator that keeps the function it is given; written with brackets or without."""

    def register(function):
        registered.append(function)
        return function

    if len(_) == 1 and callable(_[0]):
        return register(_[0])
    return register


class Registry:
    def __init__(self, *_, **__):
        self.post = self.get = self.route = self.task = registering


def module(name, **members):
    made = types.ModuleType(name)
    made.__dict__.update(members)
    sys.modules[name] = made
    parent, _, last = name.rpartition(".")
    if parent:
        setattr(sys.modules.get(parent) or module(parent), last, made)
    return made


def make_stand_ins():
    module("openai", OpenAI=Client, AsyncOpenAI=AsyncClient)
    module("anthropic", Anthropic=Client)
    module("langchain_core.callbacks", BaseCallbackHandler=BaseCallbackHandler)
    module("langchain_core.tools", tool=registering)
    module("langchain_openai", ChatOpenAI=ChatModel)
    module("flask", Flask=Registry)
    module("fastapi", APIRouter=Registry)
    module("celery", Celery=Registry)
    module("click", command=registering)


# --- the comparison -------------------------------------------------------------------------------------------


def run_application():
    import importlib

    for path in sorted((HERE / "desk").rglob("*.py")):
        importlib.import_module(".".join(path.relative_to(HERE).with_suffix("").parts))
    sys.modules["desk.main"].main()
    # What frameworks, queues and models call.
    for function in list(registered):
        result = function("x")
        if inspect.iscoroutine(result):
            asyncio.run(result)


def scan(mima):
    command = [mima, "scan", "--isolated", "--format", "json", "desk"]
    output = subprocess.run(command, cwd=HERE, check=True, capture_output=True, text=True)
    return json.loads(output.stdout)["calls"]


def differences(calls):
    found = set()
    for call in calls:
        lines = range(call["line"], call["end_line"] + 1)
        ran = {(call["file"], line) for line in lines} & executions.keys()
        found |= ran
        active = set().union(*(executions[key] for key in ran))
        where = f"{call['file']}:{call['line']}"
        if not active:
            yield f"{where}: is reported and did not run"
        elif call["attested"] != (active == {True}):
            yield f"{where}: is reported as attested={call['attested']}, and ran with {sorted(active)}"
        elif (call["rule"] == "MIMA012") != (len(active) == 2):
            yield f"{where}: is reported as {call['rule']}, and ran with {sorted(active)}"
    for file, line in sorted(executions.keys() - found):
        yield f"{file}:{line}: ran and is not reported"


def write_down():
    """What ran, for the test that has no Python: a line each."""
    words = {(True,): "attested", (False,): "unattested", (False, True): "mixed"}
    rows = [f"{file}:{line} {words[tuple(sorted(active))]}" for (file, line), active in sorted(executions.items())]
    (HERE / "ran.txt").write_text("\n".join(rows) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mima", default=str(HERE.parents[1] / "target/release/mima"), help="the binary")
    options = parser.parse_args()
    sys.path.insert(0, str(HERE))
    sys.dont_write_bytecode = True
    make_stand_ins()
    prepare_sdk()
    run_application()
    write_down()
    calls = scan(str(Path(options.mima).resolve()))
    failures = list(differences(calls))
    print(*failures, sep="\n", end="\n" if failures else "")
    attested = sum(call["attested"] for call in calls)
    print(f"{len(calls)} calls, {attested} attested, {len(failures)} verdicts differ from what ran")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
