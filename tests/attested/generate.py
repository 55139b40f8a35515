#!/usr/bin/env python3
"""Writes programs that apply markers in the ways in which applications do, and undo them in some.

    python3 tests/attested/generate.py --seed N --count K --out DIRECTORY

Each is put together of forms: where the marker's client comes from, how the marker is applied, how the AI call is reached
below it, what is done to it, and how the whole is called. The same seed gives the same programs. About half of them
undo nothing. Whether a call is attested is not said here: `harness.py` runs the program and finds out. `forms.json` says
of which forms each was made.
"""
import argparse
import json
import random
import re
from pathlib import Path

VERBS = "ask rank summarise translate classify draft label review extract compare".split()
OPTIONS = 'api_key="k", system_name="desk"'
SILENT = '''\
class Silent:
    def trace(self, name, **options):
        return contextlib.nullcontext()

    def attest(self, tool_name, **options):
        return lambda fn: fn
'''
STANDARD = "argparse asyncio contextlib contextvars functools inspect queue threading time".split()
# The import of each name that a program may use, by a pattern that finds its use.
IMPORTS = {
    r"\bMimaGovernance\b": "from mima_governance import MimaGovernance",
    r"\bAsyncMimaGovernance\b": "from mima_governance import AsyncMimaGovernance",
    r"\bOpenAI\(": "from openai import OpenAI",
    r"\bAsyncOpenAI\(": "from openai import AsyncOpenAI",
    r"\bdataclass\b": "from dataclasses import dataclass",
    r"\bmock\.": "from unittest import mock",
    r"\bThreadPoolExecutor\b": "from concurrent.futures import ThreadPoolExecutor",
    r"\bRetrying\b": "from tenacity import Retrying",
    r"@retry\b": "from tenacity import retry",
    r"\bstop_after_attempt\b": "from tenacity import stop_after_attempt",
    r"\bChatOpenAI\(": "from langchain_openai import ChatOpenAI",
    r"\bMimaLangChainCallback\b": "from mima_governance.integrations import MimaLangChainCallback",
    r"\bRunnableLambda\(": "from langchain_core.runnables import RunnableLambda",
    r"\bRunnableParallel\(": "from langchain_core.runnables import RunnableParallel",
    r"\bStrOutputParser\(": "from langchain_core.output_parsers import StrOutputParser",
    r"\bChatPromptTemplate\b": "from langchain_core.prompts import ChatPromptTemplate",
    r"\bOptional\[": "from typing import Optional",
    r"\bllama_index\.core\.": "import llama_index.core",
    r"\bLlamaOpenAI\(": "from llama_index.llms.openai import OpenAI as LlamaOpenAI",
    r"\bChatMessage\(": "from llama_index.core.llms import ChatMessage",
    r"\bCallbackManager\(": "from llama_index.core.callbacks import CallbackManager",
    r"\bCBEventType\b": "from llama_index.core.callbacks import CBEventType",
    r"\bhandler\b|MimaLlamaIndexHandler": "from mima_governance.integrations import MimaLlamaIndexHandler",
}
GLOBALS = {
    r"\bclient\.": "client = OpenAI()", r"\baclient\.": "aclient = AsyncOpenAI()",
    r"\bmima\b": f"mima = MimaGovernance({OPTIONS})", r"\bamima\b": f"amima = AsyncMimaGovernance({OPTIONS})",
    r"\bcallback\b": "callback = MimaLangChainCallback(mima)",
    r"\bhandler\b": "handler = MimaLlamaIndexHandler(mima)",
}


class Program:
    """The files of a program, in blocks; and the forms of which it is made."""

    def __init__(self, random_):
        self.random = random_
        self.files = {"main.py": []}
        self.raw = {}
        self.runs = []
        self.calls = []
        self.forms = []
        self.verbs = random_.sample(VERBS, len(VERBS))

    def choose(self, kind, forms, weights=None):
        form = self.random.choices(list(forms), weights)[0]
        self.forms.append(f"{kind}: {form}")
        return forms[form] if isinstance(forms, dict) else form

    def block(self, text, file="main.py"):
        blocks = self.files.setdefault(file, [])
        if text not in blocks:
            blocks.append(text)

    def text(self, file):
        blocks = sorted(self.files[file], key=lambda block: not block.startswith("from "))
        if file == "main.py":
            blocks += self.calls
        body = "\n\n".join(block.strip("\n") for block in blocks)
        if re.search(r"\bSilent\b", body) and "class Silent" not in body:
            body = SILENT + "\n\n" + body
        body = self.with_globals(file, body)
        imports = [f"import {name}" for name in STANDARD if re.search(rf"\b{name}\.", body)]
        own = [f"import {Path(name).stem}" for name in self.files if name != file and re.search(rf"\b{Path(name).stem}\.\w", body)]
        used = [line for pattern, line in IMPORTS.items() if re.search(pattern, body)]
        body = "\n".join(imports + used + own) + "\n\n" + body
        body = re.sub(r"\n{3,}", "\n\n", body)
        body = re.sub(r"\n+(?=\n(?:@|def |class |async def ))", r"\n\n", body)
        body = re.sub(r"((?:^|\n)(?:@.*)\n)\n+(?=@|def |class |async def )", r"\1", body)
        return re.sub(r"(\n[ ].*\n)\n?(?=\S)(?!\)|\])", r"\1\n\n", body).strip("\n") + "\n"


    def with_globals(self, file, body):
        """Defines what is used and defined nowhere; what needs it comes after it."""
        imported = self.files.get("governance.py", []) if "from governance import *" in body else []
        defined = "\n".join([*self.files[file], *imported])
        before, after = [], []
        for pattern, line in reversed(GLOBALS.items()):
            name = line.split()[0]
            used = re.search(pattern, "\n".join([body, *before, *after]))
            if used and not re.search(rf"^({name} = |(from|import) .*\b{name}$)", defined, re.MULTILINE):
                (after if "(mima)" in line else before).insert(0, line)
        place = re.search(r"^(mima = .*|from \w+ import (\*|mima))$", body, re.MULTILINE)
        if place and after:
            body = "\n\n".join([body[: place.end()], *after, body[place.end() :]])
            after = []
        made = [*before, *after]
        return "\n".join(made) + "\n\n" * bool(made) + body


def indent(text, by=4):
    return "\n".join(" " * by + line if line else line for line in text.split("\n"))


# --- where the marker's client comes from ---------------------------------------------------------------------


class Source:
    """How the client is written, and what it can be replaced by: an owner and an attribute, or an item."""

    def __init__(self, name, target=None, owner=None, attribute=None, module=None):
        self.name, self.target, self.owner, self.attribute, self.module = name, target, owner, attribute, module


def make_client(asynchronous):
    return f"{'Async' if asynchronous else ''}MimaGovernance({OPTIONS})"


def source(program, asynchronous):
    name = "amima" if asynchronous else "mima"
    made = make_client(asynchronous)
    kind = "Async" if asynchronous else ""

    def global_():
        return Source(name, name)

    def imported():
        program.block(f"{name} = {made}", "governance.py")
        program.block(f"from governance import {name}")
        return Source(name, name)

    def of_module():
        program.block(f"{name} = {made}", "governance.py")
        return Source(f"governance.{name}", f"governance.{name}", "governance", name, "governance")

    def of_class():
        program.block(f"class {kind}Settings:\n    governance = {made}\n    model = \"gpt-4o\"")
        return Source(f"{kind}Settings.governance", f"{kind}Settings.governance", f"{kind}Settings", "governance")

    def of_object():
        program.block(f"class {kind}Container:\n    def __init__(self):\n        self.governance = {made}")
        program.block(f"{kind.lower()}container = {kind}Container()")
        owner = f"{kind.lower()}container"
        return Source(f"{owner}.governance", f"{owner}.governance", owner, "governance")

    def factory():
        program.block(f"def get_{kind.lower()}governance():\n    return {made}")
        return Source(f"get_{kind.lower()}governance()", f"get_{kind.lower()}governance")

    def cached():
        program.block(f"@functools.lru_cache(maxsize=1)\ndef get_{kind.lower()}governance():\n    return {made}")
        return Source(f"get_{kind.lower()}governance()", f"get_{kind.lower()}governance")

    def in_dict():
        program.block(f"{kind.upper()}SERVICES = {{\"governance\": {made}}}")
        return Source(f'{kind.upper()}SERVICES["governance"]', f'{kind.upper()}SERVICES["governance"]')

    def subclass():
        program.block(
            f"class Desk{kind}Governance({kind}MimaGovernance):\n    def attest(self, tool_name, **options):\n"
            f"        return super().attest(f\"desk.{{tool_name}}\", **options)"
        )
        program.block(f"{name} = Desk{kind}Governance({OPTIONS})")
        return Source(name, name)

    def wrapped_subclass():
        program.block(
            f"class Desk{kind}Governance({kind}MimaGovernance):\n    def __init__(self, team):\n"
            f"        super().__init__(api_key=\"k\", system_name=team)"
        )
        program.block(f"{name} = Desk{kind}Governance(\"desk\")")
        return Source(name, name)

    def facade():
        a, w = ("async ", "await ") if asynchronous else ("", "")
        program.block(
            f"class {kind}Governance:\n    \"\"\"What the desk needs of the client.\"\"\"\n\n    def __init__(self):\n        self._client = {made}\n\n"
            f"    def trace(self, name):\n        return self._client.trace(name)\n\n"
            f"    def attest(self, tool_name):\n        return self._client.attest(tool_name=tool_name)"
        )
        program.block(f"{name} = {kind}Governance()")
        return Source(name, name)

    def lazily_made():
        program.block(
            f"_{name} = None\n\n\ndef get_{kind.lower()}governance():\n    global _{name}\n    if _{name} is None:\n        _{name} = {made}\n    return _{name}"
        )
        return Source(f"get_{kind.lower()}governance()", f"get_{kind.lower()}governance")

    def re_exported():
        program.block(f"{name} = {made}", "governance.py")
        program.block(f"from governance import {name}\n\n__all__ = [\"{name}\"]", "common.py")
        program.block(f"from common import {name}")
        return Source(name, name)

    def starred():
        program.block(f"{name} = {made}", "governance.py")
        program.block("from governance import *")
        return Source(name, name)

    return program.choose(
        "client", {
            "global": global_, "imported": imported, "attribute of a module": of_module, "attribute of a class": of_class,
            "attribute of an object": of_object, "factory": factory, "cached factory": cached, "in a dict": in_dict,
            "subclass that names": subclass, "subclass with its own constructor": wrapped_subclass,
            "facade": facade, "lazily made": lazily_made, "re-exported": re_exported, "star import": starred,
        }, [6, 4, 3, 2, 2, 2, 2, 1, 1, 1, 2, 2, 1, 1],
    )()


# --- how the AI call is reached below the marker --------------------------------------------------------------


def ai_call(program, asynchronous, text):
    clients = {
        "responses": "responses.create(model=\"gpt-4o\", input={})",
        "chat": "chat.completions.create(model=\"gpt-4o\", messages=[{{\"role\": \"user\", \"content\": {}}}])",
        "embeddings": "embeddings.create(model=\"text-embedding-3-small\", input={})",
    }
    call = program.random.choices(list(clients.values()), [6, 3, 1])[0].format(text)
    return f"await aclient.{call}" if asynchronous else f"client.{call}"


def body(program, verb, undone):
    """The statements of a function of `q` that makes an AI call, of itself or of what it calls, and its definitions."""
    call = ai_call(program, False, "q")
    helper = f"def {verb}_text(q):\n    return {call}"
    eager = {
        "direct": ([], f"return {call}"),
        "assigned": ([], f"reply = {call}\nprint(len(q))\nreturn reply"),
        "helper": ([helper], f"return {verb}_text(q)"),
        "two helpers": ([helper, f"def {verb}_clean(q):\n    return {verb}_text(q.strip())"], f"return {verb}_clean(q)"),
        "lambda": ([], f"send = lambda text: {call.replace('q)', 'text)').replace(': q}', ': text}')}\nreturn send(q)"),
        "nested function": ([], f"def send():\n    return {call}\n\nreturn send()"),
        "partial": ([helper], f"return functools.partial({verb}_text, q)()"),
        "map and list": ([helper], f"return list(map({verb}_text, [q, q.upper()]))"),
        "comprehension": ([], f"return [{call} for q in q.split()]"),
        "sort key": ([], f"return sorted(q.split(), key=lambda q: str({call}))"),
        "generator consumed": ([f"def {verb}_parts(text):\n    for q in text.split():\n        yield {call}"], f"return list({verb}_parts(q))"),
        "loop over a generator": (
            [f"def {verb}_parts(text):\n    for q in text.split():\n        yield {call}"],
            f"result = []\nfor part in {verb}_parts(q):\n    result.append(part)\nreturn result",
        ),
        "callback argument": ([helper, "def apply(step, value):\n    return step(value)"], f"return apply({verb}_text, q)"),
        "table": ([helper, f"{verb.upper()}_STEPS = {{\"send\": {verb}_text}}"], f"return {verb.upper()}_STEPS[\"send\"](q)"),
        "list of steps": ([helper], f"for step in [str.strip, {verb}_text]:\n    q = step(q)\nreturn q"),
        "retry loop": ([], f"for attempt in range(3):\n    try:\n        return {call}\n    except ConnectionError:\n        time.sleep(attempt)\nraise RuntimeError(\"no answer\")"),
        "Retrying": ([helper], f"return Retrying(stop=stop_after_attempt(2))({verb}_text, q)"),
        "retried helper": ([f"@retry(stop=stop_after_attempt(2))\n{helper}"], f"return {verb}_text(q)"),
        "method of an object": ([f"class {verb.title()}Sender:\n    def send(self, q):\n        return {call}"], f"return {verb.title()}Sender().send(q)"),
        "overridden step": (
            [f"class {verb.title()}Step:\n    def send(self, q):\n        raise NotImplementedError",
             f"class Real{verb.title()}Step({verb.title()}Step):\n    def send(self, q):\n        return {call}"],
            f"return Real{verb.title()}Step().send(q)",
        ),
        "queue drained": ([helper], f"jobs = queue.Queue()\njobs.put(q)\nwhile not jobs.empty():\n    reply = {verb}_text(jobs.get())\nreturn reply"),
        "asyncio.run": ([f"async def {verb}_later(q):\n    return {ai_call(program, True, 'q')}"], f"return asyncio.run({verb}_later(q))"),
        "match": ([], f"match q:\n    case \"\":\n        return None\n    case _:\n        return {call}"),
    }
    lazy = {
        "lambda returned": ([], f"return lambda: {call}"),
        "partial returned": ([helper], f"return functools.partial({verb}_text, q)"),
        "map returned": ([helper], f"return map({verb}_text, [q])"),
        "generator expression returned": ([], f"return ({call} for q in q.split())"),
        "generator returned": ([f"def {verb}_parts(text):\n    for q in text.split():\n        yield {call}"], f"return {verb}_parts(q)"),
        "nested function returned": ([], f"def send():\n    return {call}\n\nreturn send"),
        "coroutine returned": ([f"async def {verb}_later(q):\n    return {ai_call(program, True, 'q')}"], f"return {verb}_later(q)"),
        "client's coroutine returned": ([], f"return {ai_call(program, True, 'q').removeprefix('await ')}"),
        "thread pool": ([helper], f"with ThreadPoolExecutor() as pool:\n    return pool.submit({verb}_text, q).result()"),
        "thread": ([helper], f"thread = threading.Thread(target={verb}_text, args=(q,))\nthread.start()\nthread.join()"),
        "thread pool and context": ([helper], f"with ThreadPoolExecutor() as pool:\n    return pool.submit(contextvars.copy_context().run, {verb}_text, q).result()"),
        "list of jobs": ([helper, "jobs = []"], f"jobs.append(lambda: {verb}_text(q))"),
        "timer": ([helper], f"timer = threading.Timer(0.01, {verb}_text, (q,))\ntimer.start()\ntimer.join()"),
        "to_thread in asyncio.run": ([helper, f"async def {verb}_later(q):\n    return await asyncio.to_thread({verb}_text, q)"], f"return asyncio.run({verb}_later(q))"),
        "object that calls later": (
            [helper, f"class {verb.title()}Handle:\n    def __init__(self, q):\n        self.q = q\n\n    def result(self):\n        return {verb}_text(self.q)"],
            f"return {verb.title()}Handle(q)",
        ),
    }
    definitions, statements = program.choose("reached", lazy if undone else eager)
    for definition in definitions:
        program.block(definition)
    return statements


def async_body(program, verb, undone):
    call = ai_call(program, True, "q")
    helper = f"async def {verb}_text(q):\n    return {call}"
    plain = f"def {verb}_plain(q):\n    return {ai_call(program, False, 'q')}"
    eager = {
        "await": ([], f"return {call}"),
        "await helper": ([helper], f"return await {verb}_text(q)"),
        "gather": ([helper], f"return await asyncio.gather(*({verb}_text(part) for part in q.split()))"),
        "gather of two": ([helper], f"return await asyncio.gather({verb}_text(q), {verb}_text(q.upper()))"),
        "gather of a list": ([helper], f"tasks = [{verb}_text(part) for part in q.split()]\nreturn await asyncio.gather(*tasks)"),
        "task": ([helper], f"task = asyncio.create_task({verb}_text(q))\nreturn await task"),
        "task group": ([helper], f"async with asyncio.TaskGroup() as group:\n    task = group.create_task({verb}_text(q))\nreturn task.result()"),
        "wait_for": ([helper], f"return await asyncio.wait_for({verb}_text(q), timeout=5)"),
        "timeout": ([], f"async with asyncio.timeout(5):\n    return {call}"),
        "to_thread": ([plain], f"return await asyncio.to_thread({verb}_plain, q)"),
        "semaphore": ([], f"async with asyncio.Semaphore(2):\n    return {call}"),
        "as_completed": ([helper], f"return [await done for done in asyncio.as_completed([{verb}_text(q)])]"),
        "async comprehension": ([], f"return [{call} for q in q.split()]"),
        "async generator consumed": ([f"async def {verb}_parts(text):\n    for q in text.split():\n        yield {call}"], f"return [part async for part in {verb}_parts(q)]"),
        "sync call": ([plain], f"return {verb}_plain(q)"),
    }
    lazy = {
        "task left alone": ([helper], f"return asyncio.create_task({verb}_text(q))"),
        "coroutine returned": ([helper], f"return {verb}_text(q)"),
        "async generator returned": ([f"async def {verb}_parts(text):\n    for q in text.split():\n        yield {call}"], f"return {verb}_parts(q)"),
        "run_in_executor": ([plain], f"return await asyncio.get_running_loop().run_in_executor(None, {verb}_plain, q)"),
        "task in a fresh context": ([helper], f"return await asyncio.create_task({verb}_text(q), context=contextvars.Context())"),
        "lambda returned": ([helper], f"return lambda: {verb}_text(q)"),
    }
    definitions, statements = program.choose("reached", lazy if undone else eager)
    for definition in definitions:
        program.block(definition)
    return statements


# --- how the marker is applied --------------------------------------------------------------------------------

POSTPONING = {
    "jobs": "def deferred(fn):\n    @functools.wraps(fn)\n    def inner(*args):\n        jobs.append(functools.partial(fn, *args))\n\n    return inner",
    "pairs": "def deferred(fn):\n    @functools.wraps(fn)\n    def inner(*args):\n        jobs.append((fn, args))\n\n    return inner",
    "partial": "def deferred(fn):\n    def inner(*args):\n        return functools.partial(fn, *args)\n\n    return inner",
    "lambda": "def deferred(fn):\n    return lambda *args: lambda: fn(*args)",
    "generator": "def deferred(fn):\n    def inner(*args):\n        yield fn(*args)\n\n    return inner",
    "thread": "def deferred(fn):\n    @functools.wraps(fn)\n    def inner(*args):\n        thread = threading.Thread(target=fn, args=args)\n        thread.start()\n        thread.join()\n\n    return inner",
    "pool": "pool = ThreadPoolExecutor(1)\n\n\ndef deferred(fn):\n    @functools.wraps(fn)\n    def inner(*args):\n        return pool.submit(fn, *args).result()\n\n    return inner",
    "object": "class deferred:\n    def __init__(self, fn, *args):\n        self.fn, self.args = fn, args\n\n    def __call__(self, *args):\n        return deferred(self.fn, *self.args, *args)\n\n    def get(self):\n        return self.fn(*self.args)",
    "registry": "TOOLS = {}\n\n\ndef deferred(fn):\n    TOOLS[fn.__name__] = fn\n    return fn",
    "attribute": "def deferred(fn):\n    @functools.wraps(fn)\n    def inner(*args):\n        return fn(*args)\n\n    inner.plain = fn\n    return inner",
}
HARMLESS = {
    "timed": "def checked(fn):\n    @functools.wraps(fn)\n    def inner(*args, **options):\n        start = time.perf_counter()\n        try:\n            return fn(*args, **options)\n        finally:\n            print(time.perf_counter() - start)\n\n    return inner",
    "logged": "def checked(fn):\n    def inner(*args):\n        print(\"calling\", fn.__name__)\n        result = fn(*args)\n        return result\n\n    return inner",
    "retried": "def checked(fn):\n    @functools.wraps(fn)\n    def inner(*args):\n        for _ in range(3):\n            try:\n                return fn(*args)\n            except ConnectionError:\n                continue\n\n    return inner",
    "attribute set": "def checked(fn):\n    fn.team = \"desk\"\n    return fn",
    "object": "class checked:\n    def __init__(self, fn):\n        functools.update_wrapper(self, fn)\n        self.fn = fn\n\n    def __call__(self, *args):\n        return self.fn(*args)",
    "lock": "lock = threading.Lock()\n\n\ndef checked(fn):\n    @functools.wraps(fn)\n    def inner(*args):\n        with lock:\n            return fn(*args)\n\n    return inner",
}
HARMLESS_ASYNC = {
    "timed": "def achecked(fn):\n    @functools.wraps(fn)\n    async def inner(*args):\n        start = time.perf_counter()\n        try:\n            return await fn(*args)\n        finally:\n            print(time.perf_counter() - start)\n\n    return inner",
    "semaphore": "limit = asyncio.Semaphore(4)\n\n\ndef achecked(fn):\n    @functools.wraps(fn)\n    async def inner(*args):\n        async with limit:\n            return await fn(*args)\n\n    return inner",
}


def function(verb, statements, asynchronous, decorators=()):
    head = "".join(f"@{decorator}\n" for decorator in decorators)
    return f"{head}{'async ' if asynchronous else ''}def {verb}(q):\n{indent(statements)}"


def applied(program, verb, statements, gov, asynchronous, between=()):
    """Defines the function `verb`, with a marker of the client around its statements."""
    a, w = ("async ", "await ") if asynchronous else ("", "")
    manager = "asynccontextmanager" if asynchronous else "contextmanager"
    name = f"a{'governed' if asynchronous else ''}" if asynchronous else "governed"

    def decorator():
        program.block(function(verb, statements, asynchronous, [f'{gov.name}.attest(tool_name="{verb}")', *between]))

    def with_():
        program.block(function(verb, f'{a}with {gov.name}.trace("{verb}"):\n{indent(statements)}', asynchronous, between))

    def with_span():
        lines = f'{a}with {gov.name}.trace("{verb}") as span:\n    span.set_input(q)\n{indent(statements)}'
        program.block(function(verb, lines, asynchronous, between))

    def exit_stack():
        stack = "AsyncExitStack" if asynchronous else "ExitStack"
        enter = f'await stack.enter_async_context({gov.name}.trace("{verb}"))' if asynchronous else f'stack.enter_context({gov.name}.trace("{verb}"))'
        program.block(function(verb, f"{a}with contextlib.{stack}() as stack:\n    {enter}\n{indent(statements)}", asynchronous, between))

    def wrapped():
        program.block(function(f"_{verb}", statements, asynchronous, between))
        program.block(f'{verb} = {gov.name}.attest(tool_name="{verb}")(_{verb})')

    def own_decorator():
        program.block(f"def {name}(fn):\n    return {gov.name}.attest(tool_name=fn.__name__)(fn)")
        program.block(function(verb, statements, asynchronous, [name, *between]))

    def own_factory():
        program.block(
            f"def {name}_as(tool):\n    def decorate(fn):\n        @functools.wraps(fn)\n        {a}def inner(*args):\n"
            f"            {a}with {gov.name}.trace(tool):\n                return {w}fn(*args)\n\n        return inner\n\n    return decorate"
        )
        program.block(function(verb, statements, asynchronous, [f'{name}_as("{verb}")', *between]))

    def own_manager():
        program.block(f"@contextlib.{manager}\n{a}def {name}_span(tool):\n    {a}with {gov.name}.trace(tool) as span:\n        yield span")
        program.block(function(verb, f'{a}with {name}_span("{verb}"):\n{indent(statements)}', asynchronous, between))

    def own_manager_as_decorator():
        program.block(f"@contextlib.{manager}\n{a}def {name}_span(tool):\n    {a}with {gov.name}.trace(tool) as span:\n        yield span")
        program.block(function(verb, statements, asynchronous, [f'{name}_span("{verb}")', *between]))

    def own_class():
        enter, exit_ = ("__aenter__", "__aexit__") if asynchronous else ("__enter__", "__exit__")
        class_ = f"{'Async' if asynchronous else ''}Span"
        program.block(
            f"class {class_}:\n    def __init__(self, tool):\n        self.trace = {gov.name}.trace(tool)\n\n"
            f"    {a}def {enter}(self):\n        return {w}self.trace.{enter}()\n\n"
            f"    {a}def {exit_}(self, *error):\n        return {w}self.trace.{exit_}(*error)"
        )
        program.block(function(verb, f'{a}with {class_}("{verb}"):\n{indent(statements)}', asynchronous, between))

    def returned_manager():
        program.block(f"def {name}_trace(tool):\n    return {gov.name}.trace(tool)")
        program.block(function(verb, f'{a}with {name}_trace("{verb}"):\n{indent(statements)}', asynchronous, between))

    def caller():
        program.block(function(f"_{verb}", statements, asynchronous, between))
        program.block(function(verb, f"return {w}_{verb}(q)", asynchronous, [f'{gov.name}.attest(tool_name="{verb}")']))

    def parameter():
        type_ = f"{'Async' if asynchronous else ''}MimaGovernance"
        program.block(
            f"{a}def {verb}_with(q, gov: {type_}):\n    {a}with gov.trace(\"{verb}\"):\n{indent(statements, 8)}"
        )
        program.block(function(verb, f"return {w}{verb}_with(q, {gov.name})", asynchronous, between))

    ways = {
        "decorator": decorator, "with": with_, "with and span": with_span, "exit stack": exit_stack, "attest(...)(fn)": wrapped,
        "own decorator": own_decorator, "own decorator factory": own_factory, "own context manager": own_manager,
        "own manager as decorator": own_manager_as_decorator, "own class of a manager": own_class,
        "function that returns a trace": returned_manager, "attested caller": caller, "annotated parameter": parameter,
    }
    if not asynchronous:
        def context_decorator():
            program.block(
                f"class governed_block(contextlib.ContextDecorator):\n    def __init__(self, tool):\n        self.tool = tool\n\n"
                f"    def __enter__(self):\n        self.trace = {gov.name}.trace(self.tool)\n        return self.trace.__enter__()\n\n"
                f"    def __exit__(self, *error):\n        return self.trace.__exit__(*error)"
            )
            program.block(function(verb, statements, False, [f'governed_block("{verb}")', *between]))

        ways["context decorator"] = context_decorator
    program.choose("marker", ways, [6, 6, 3, 2, 3, 3, 3, 4, 1, 2, 2, 3, 2] + [1] * (not asynchronous))()


# --- what is done to it ---------------------------------------------------------------------------------------


def replacements(gov):
    """Ways to replace the client or its methods that can be written for this source: before a call, or around it."""
    off = "lambda *args, **options: contextlib.nullcontext()"
    object_ = {
        "trace assigned": f"{gov.name}.trace = {off}",
        "trace set": f'setattr({gov.name}, "trace", {off})',
        "trace in vars": f'vars({gov.name}).update(trace={off})',
        "trace in __dict__": f'{gov.name}.__dict__["trace"] = {off}',
        "class method replaced": f"MimaGovernance.trace = {off}",
        "trace patched": f'with mock.patch.object({gov.name}, "trace", {off}):\n    CALL',
        "class patched": f'with mock.patch.object(MimaGovernance, "trace", {off}):\n    CALL',
        "patched before": f'with mock.patch.object({gov.name}, "trace", {off}):\n    print("nothing")',
        "class method patched by name": f'with mock.patch("mima_governance.MimaGovernance.trace", {off}):\n    CALL',
        "class of the object set": f"class Quiet(MimaGovernance):\n    def trace(self, name, **options):\n        return contextlib.nullcontext()\n\n\n{gov.name}.__class__ = Quiet",
        "set by a helper": f'def go_quiet(gov):\n    gov.trace = {off}\n\n\ngo_quiet({gov.name})',
        "set in a loop": f'for method in ("trace", "attest"):\n    setattr({gov.name}, method, {off})',
        "other attribute set": f'setattr({gov.name}, "on_error", "silent")',
    }
    names = {}
    if gov.target and "(" not in gov.name:
        names["reassigned"] = f"{gov.target} = Silent()"
    if gov.target and gov.target.isidentifier():
        value = "Silent()" if "(" not in gov.name else "Silent"
        names["globals item"] = f'globals()["{gov.target}"] = {value}'
        names["global statement"] = f"def go_offline():\n    global {gov.target}\n    {gov.target} = {value}\n\n\ngo_offline()"
        names["global statement, not called"] = f"def go_offline():\n    global {gov.target}\n    {gov.target} = {value}"
        names["patched by name"] = f'with mock.patch("__main__.{gov.target}", {value}):\n    CALL'
        names["other name"] = f"other = {value}"
        names["loop variable"] = f"for {gov.target} in [{value}]:\n    print(\"ready\")"
        names["with target"] = f"with contextlib.nullcontext({value}) as {gov.target}:\n    print(\"ready\")"
        names["unpacked"] = f"{gov.target}, ready = {value}, True"
        names["walrus"] = f"if ({gov.target} := {value}):\n    print(\"ready\")"
        names["match capture"] = f"match [{value}]:\n    case [{gov.target}]:\n        print(\"ready\")"
        names["comprehension variable"] = f"print([{gov.target} for {gov.target} in [1, 2]])"
        names["in the main module"] = f'import sys\n\nsetattr(sys.modules["__main__"], "{gov.target}", {value})'
        names["exec"] = f'exec("{gov.target} = {value}")'
        names["imported over"] = f"from offline import {gov.target}"
    if gov.owner:
        names["set on the owner"] = f'setattr({gov.owner}, "{gov.attribute}", Silent())'
        names["patched on the owner"] = f'with mock.patch.object({gov.owner}, "{gov.attribute}", Silent()):\n    CALL'
    if gov.module:
        names["vars of the module"] = f"vars({gov.module})[\"{gov.attribute}\"] = Silent()"
        names["patched by dotted name"] = f'with mock.patch("{gov.module}.{gov.attribute}", Silent()):\n    CALL'
        names["star import beside"] = f"from {gov.module} import *\nfrom offline import *"
    return {**object_, **names}


# --- how the whole is called ----------------------------------------------------------------------------------


def called(program, verb, asynchronous, taken):
    """The statement that calls it, and takes what it gives: a lazy result is used up."""
    if asynchronous:
        ways = {
            "asyncio.run": f'asyncio.run({verb}("a b"))',
            "main": f'async def main_{verb}():\n    return await {verb}("a b")\n\n\nasyncio.run(main_{verb}())',
            "gather": f'async def main_{verb}():\n    return await asyncio.gather({verb}("a"), {verb}("b"))\n\n\nasyncio.run(main_{verb}())',
            "task": f'async def main_{verb}():\n    return await asyncio.create_task({verb}("a b"))\n\n\nasyncio.run(main_{verb}())',
        }
        if taken:
            program.block(ATAKE)
            ways = {"taken": f'async def main_{verb}():\n    await atake(await {verb}("a b"))\n\n\nasyncio.run(main_{verb}())'}
        return program.choose("called", ways)
    if taken:
        program.block(TAKE)
        return program.choose("called", {"taken": f'take({verb}("a b"))'})
    ways = {
        "direct": f'{verb}("a b")',
        "main": f'def main_{verb}():\n    print({verb}("a b"))\n\n\nif __name__ == "__main__":\n    main_{verb}()',
        "registry": f'HANDLERS_{verb.upper()} = {{"{verb}": {verb}}}\nHANDLERS_{verb.upper()}["{verb}"]("a b")',
        "list": f'for run in [{verb}]:\n    run("a b")',
        "partial": f'functools.partial({verb}, "a b")()',
        "thread": f'thread = threading.Thread(target={verb}, args=("a b",))\nthread.start()\nthread.join()',
        "pool": f'with ThreadPoolExecutor() as pool:\n    print(list(pool.map({verb}, ["a", "b"])))',
        "map": f'print(list(map({verb}, ["a", "b"])))',
        "to_thread": f'asyncio.run(asyncio.to_thread({verb}, "a b"))',
        "kept in an object": f'class Runner:\n    def __init__(self, step):\n        self.step = step\n\n    def run(self, q):\n        return self.step(q)\n\n\nRunner({verb}).run("a b")',
    }
    return program.choose("called", ways, [6, 4, 1, 1, 1, 1, 1, 1, 1, 1])


TAKE = '''\
def take(value):
    """Uses up what a function gave."""
    if inspect.iscoroutine(value):
        return asyncio.run(value)
    if hasattr(value, "result") and not hasattr(value, "id"):
        return value.result()
    if hasattr(value, "get"):
        return value.get()
    if callable(value):
        return value()
    if hasattr(value, "__next__"):
        return list(value)
    return value
'''
ATAKE = '''\
async def atake(value):
    """Uses up what a coroutine gave."""
    if callable(value):
        value = value()
    if inspect.isasyncgen(value):
        return [part async for part in value]
    return await value if inspect.isawaitable(value) else value
'''
DRAIN = '''\
while jobs:
    job = jobs.pop()
    if isinstance(job, tuple):
        job[0](*job[1])
    else:
        job()
'''


# --- features -------------------------------------------------------------------------------------------------


def beside_feature(program, undone):
    """A function with a marker, and calls before, after or beside its block; or a marker under a condition."""
    asynchronous = program.random.random() < 0.3
    verb = program.verbs.pop()
    gov = source(program, asynchronous)
    call = ai_call(program, asynchronous, "q")
    other = ai_call(program, asynchronous, "q")
    a = "async " if asynchronous else ""
    trace = f'{gov.name}.trace("{verb}")'
    null = "contextlib.nullcontext()"
    broken = {
        "after the block": f"{a}with {trace}:\n    first = {call}\nsecond = {other}\nreturn first, second",
        "before the block": f"first = {other}\n{a}with {trace}:\n    return first, {call}",
        "early return": f"if len(q) > 1:\n    return {other}\n{a}with {trace}:\n    return {call}",
        "in a handler outside": f"try:\n    {a}with {trace}:\n        raise ValueError({call})\nexcept ValueError:\n    return {other}",
        "in finally outside": f"try:\n    {a}with {trace}:\n        first = {call}\nfinally:\n    second = {other}\nreturn first, second",
        "one of two": f"span = {trace} if len(q) > 99 else {null}\n{a}with span:\n    return {call}",
        "made, not entered": f"span = {trace}\nreturn {call}",
        "in the item of with": f"{a}with {gov.name}.trace(str({other})):\n    return {call}",
        "flag": f"if len(q) > 99:\n    {a}with {trace}:\n        return {call}\nelse:\n    return {other}",
        "in a default": f"send = lambda text={other}: text\n{a}with {trace}:\n    return send()",
        "function made inside, called outside": f"{a}with {trace}:\n    send = lambda: {call.removeprefix('await ')}\nreturn {'await ' if asynchronous else ''}send()",
        "generator made inside, used outside": f"{a}with {trace}:\n    parts = ({other.removeprefix('await ')} for q in [q])\nreturn list(parts)" if not asynchronous else f"{a}with {trace}:\n    later = {other.removeprefix('await ')}\nreturn await later",
        "suppressed": f"{a}with contextlib.{'AsyncExitStack' if asynchronous else 'ExitStack'}() as stack:\n    {'await stack.enter_async_context' if asynchronous else 'stack.enter_context'}({trace})\n    stack.pop_all()\nreturn {call}",
    }
    whole = {
        "two managers": f"{a}with contextlib.{'AsyncExitStack' if asynchronous else 'suppress(KeyError)'}{'()' if asynchronous else ''}, {trace}:\n    return {call}",
        "nested blocks": f"{a}with {trace}:\n    with contextlib.suppress(KeyError):\n        return {call}",
        "both ways": f"if len(q) > 1:\n    {a}with {trace}:\n        return {call}\n{a}with {trace}:\n    return {other}",
        "either name": f'span = {trace} if len(q) > 1 else {gov.name}.trace("short")\n{a}with span:\n    return {call}',
        "try inside": f"{a}with {trace}:\n    try:\n        return {call}\n    except ValueError:\n        return {other}\n    finally:\n        print(q)",
        "loop inside": f"replies = []\n{a}with {trace} as span:\n    for part in q.split():\n        replies.append({call})\n    span.set_output(replies)\nreturn replies",
        "loop outside": f"replies = []\nfor part in q.split():\n    {a}with {trace}:\n        replies.append({call})\nreturn replies",
        "variable": f"span = {trace}\n{a}with span:\n    return {call}",
        "condition inside": f"{a}with {trace}:\n    if q:\n        return {call}\n    return None",
    }
    if not asynchronous:
        whole["enter and finally"] = f"span = {trace}\nspan.__enter__()\ntry:\n    return {call}\nfinally:\n    span.__exit__(None, None, None)"
        broken["enter, exit, call"] = f"span = {trace}\nspan.__enter__()\nspan.__exit__(None, None, None)\nreturn {call}"
    program.block(function(verb, program.choose("block undone" if undone else "block", broken if undone else whole), asynchronous))
    program.calls.append(called(program, verb, asynchronous, False))


# A second caller of a helper, in a file: its name, its text, and how it is run.
CALLERS = {
    "script": ("scripts/{v}_check.py", "import sys\n\nsys.path.insert(0, \".\")\n\nfrom {v}_llm import {v}_text\n\n{v}_text(\"b\")", "scripts/{v}_check.py"),
    "build directory": ("build/{v}_check.py", "from {v}_llm import {v}_text\n\n{v}_text(\"b\")", "build/{v}_check.py"),
    "hidden directory": (".tools/{v}_check.py", "from {v}_llm import {v}_text\n\n{v}_text(\"b\")", ".tools/{v}_check.py"),
    "no suffix": ("bin/{v}", "#!/usr/bin/env python3\nfrom {v}_llm import {v}_text\n\n{v}_text(\"b\")", "bin/{v}"),
    "pyproject script": ("pyproject.toml", "[project]\nname = \"desk\"\nversion = \"1\"\n\n[project.scripts]\n{v} = \"{v}_llm:{v}_text\"", "{v}_llm:{v}_text"),
    "pyproject plugin": ("pyproject.toml", "[project]\nname = \"desk\"\nversion = \"1\"\n\n[project.entry-points.\"desk.tools\"]\n{v} = \"{v}_llm:{v}_text\"", "{v}_llm:{v}_text"),
    "setup.cfg": ("setup.cfg", "[options.entry_points]\nconsole_scripts =\n    {v} = {v}_llm:{v}_text", "{v}_llm:{v}_text"),
    "Makefile": ("Makefile", "smoke:\n\tpython -c \"from {v}_llm import {v}_text; {v}_text()\"", "-c from {v}_llm import {v}_text; {v}_text()"),
    "YAML": ("jobs.yaml", "jobs:\n  - run: {v}_llm.{v}_text", "{v}_llm:{v}_text"),
    "module import": ("{v}_job.py", "import {v}_llm\n\n{v}_llm.{v}_text(\"b\")", "{v}_job.py"),
    "by name": ("{v}_job.py", "import importlib\n\nmodule = importlib.import_module(\"{v}_llm\")\ngetattr(module, \"{v}_text\")(\"b\")", "{v}_job.py"),
    "kept in a table": ("{v}_job.py", "from {v}_llm import {v}_text\n\nSTEPS = [str.strip, {v}_text]\nfor step in STEPS:\n    step(\"b\")", "{v}_job.py"),
}


def callers_feature(program, undone):
    """A helper in a file of its own, that its marked callers attest, and perhaps a caller that has no marker."""
    verb = program.verbs.pop()
    program.forms.append("marker: of the callers")
    call = ai_call(program, False, "q")
    program.block(f"def {verb}_text(q=\"x\"):\n    return {call}", f"{verb}_llm.py")
    program.block(f"@mima.attest(tool_name=\"{verb}\")\ndef {verb}(q):\n    return {verb}_text(q)", f"{verb}_llm.py")
    program.block(f"from {verb}_llm import {verb}")
    program.calls.append(f'{verb}("a")')
    program.runs = ["main.py"]
    if undone:
        path, text, command = program.choose("caller", CALLERS)
        program.raw[path.format(v=verb)] = text.format(v=verb) + "\n"
        program.runs.append(command.format(v=verb))
    elif program.random.random() < 0.6:
        program.forms.append("caller: attested in another file")
        program.block(f"from {verb}_llm import {verb}_text")
        program.block(f"def {verb}_again(q):\n    with mima.trace(\"again\"):\n        return {verb}_text(q)")
        program.calls.append(f'{verb}_again("b")')


def handler_feature(program, undone):
    """A model of LlamaIndex that gets its handler by a callback manager."""
    verb = program.verbs.pop()
    program.forms.append("marker: LlamaIndex handler")
    manager = f"{verb}_manager = CallbackManager([handler])"
    llm = f'{verb}_llm = LlamaOpenAI(model="gpt-4o", callback_manager={verb}_manager)'
    use = f'{verb}_llm.complete("a")'
    whole = {
        "manager": f"{manager}\n{llm}\n{use}",
        "chat": f'{manager}\n{llm}\n{verb}_llm.chat([ChatMessage(role="user", content="a")])',
        "in a function": f'{manager}\n\n\ndef {verb}(q):\n    llm = LlamaOpenAI(model="gpt-4o", callback_manager={verb}_manager)\n    return llm.complete(q).text\n\n\n{verb}("a")',
        "global": f'llama_index.core.global_handler = handler\n{verb}_llm = LlamaOpenAI(model="gpt-4o")\n{use}\n',
        "stream taken": f'{manager}\n{llm}\nfor part in {verb}_llm.stream_complete("a"):\n    print(part.delta)',
    }
    broken = {
        "handler removed": f"{manager}\n{verb}_manager.remove_handler(handler)\n{llm}\n{use}",
        "handlers set": f"{manager}\n{llm}\n{verb}_manager.set_handlers([])\n{use}",
        "handlers cleared": f"{manager}\n{llm}\n{verb}_manager.handlers.clear()\n{use}",
        "manager replaced": f"{manager}\n{llm}\n{verb}_llm.callback_manager = CallbackManager([])\n{use}",
        "global set to None": f'llama_index.core.global_handler = handler\nllama_index.core.global_handler = None\n{verb}_llm = LlamaOpenAI(model="gpt-4o")\n{use}',
        "global set too late": f'{verb}_llm = LlamaOpenAI(model="gpt-4o")\n{verb}_llm.callback_manager\nllama_index.core.global_handler = handler\n{use}',
        "muted": f"class Quiet(MimaLlamaIndexHandler):\n    def on_event_end(self, *args, **options):\n        print(\"ended\")\n\n\n{manager.replace('handler', 'Quiet(mima)')}\n{llm}\n{use}",
        "ended ignored": f"{manager}\nhandler.event_ends_to_ignore = [CBEventType.LLM]\n{llm}\n{use}",
    }
    program.calls.append(program.choose("handler undone" if undone else "handler", broken if undone else whole))


def function_feature(program, undone):
    """A function with a marker, plain or undone in one way."""
    asynchronous = program.random.random() < 0.3
    verb = program.verbs.pop()
    way = None
    if undone:
        way = program.choose("undone by", ["laziness", "decorator", "replacement", "other caller", "__wrapped__", "redefinition"], [4, 3, 5, 2, 1, 1])
        if way in ("decorator",):
            asynchronous = False
    gov = source(program, asynchronous)
    lazy = way == "laziness"
    statements = (async_body if asynchronous else body)(program, verb, lazy)
    between, after = [], []
    if way == "decorator":
        name = program.random.choice(list(POSTPONING))
        program.forms.append(f"put off by: {name}")
        program.block("jobs = []") if "jobs" in POSTPONING[name] else None
        program.block(POSTPONING[name])
        between = ["deferred"]
        after = {"registry": [f'for tool in TOOLS.values():\n    tool("c")'], "attribute": [f'{verb}.plain("c")']}.get(name, [])
        lazy = True
    elif program.random.random() < 0.3:
        table = HARMLESS_ASYNC if asynchronous else HARMLESS
        name = program.random.choice(list(table))
        program.forms.append(f"harmless decorator: {name}")
        program.block(table[name])
        between = ["achecked" if asynchronous else "checked"]
    applied(program, verb, statements, gov, asynchronous, between)
    call = called(program, verb, asynchronous, lazy)
    if way == "replacement":
        text = program.choose("replaced", replacements(gov))
        if "offline import" in text:
            value = "Silent" if "(" in gov.name else "Silent()"
            program.block(f"{gov.attribute or gov.target} = {value}", "offline.py")
        call = text.replace("CALL", indent(call).lstrip()) if "CALL" in text else f"{text}\n{call}"
    elif way == "other caller":
        inner = re.search(rf"def ((?:_{verb}|{verb}_(?:text|parts|plain|clean|later)))\(", "\n".join(program.files["main.py"]))
        if inner:
            is_async = f"async def {inner[1]}" in "\n".join(program.files["main.py"])
            other = f'{inner[1]}("other")'
            after = [f"asyncio.run({other})" if is_async and "parts" not in inner[1] else f"print(list({other}))" if "parts" in inner[1] and not is_async else other]
            if is_async and "parts" in inner[1]:
                after = [f"async def use_{verb}():\n    print([part async for part in {other}])\n\n\nasyncio.run(use_{verb}())"]
    elif way == "__wrapped__":
        plain = f'getattr({verb}, "__wrapped__", {verb})("c")'
        after = [f"asyncio.run({plain})" if asynchronous else plain]
    elif way == "redefinition":
        plain = function(verb, f"return {ai_call(program, asynchronous, 'q')}", asynchronous)
        program.block(f"if client.max_retries:\n{indent(plain)}")
    program.calls += [call, *after]
    if "jobs = []" in program.files["main.py"]:
        program.calls.append(DRAIN)


def class_feature(program, undone):
    """A class whose method makes the call, below a marker that it has, gets or makes."""
    verb = program.verbs.pop()
    class_ = f"{verb.title()}Desk"
    file = "main.py" if program.random.random() < 0.5 else f"{verb}_desk.py"
    kept = {
        "attribute of the class": ("    gov = MimaGovernance(%s)\n\n" % OPTIONS, "self.gov", ""),
        "made in the constructor": (f"    def __init__(self):\n        self.gov = MimaGovernance({OPTIONS})\n\n", "self.gov", ""),
        "given and annotated": ("    def __init__(self, gov: MimaGovernance):\n        self.gov = gov\n\n", "self.gov", "mima"),
        "given or default": ("    def __init__(self, gov: Optional[MimaGovernance] = None):\n        self.gov = gov or mima\n\n", "self.gov", ""),
        "global": ("", "mima", ""),
        "property": ("    @property\n    def gov(self):\n        return mima\n\n", "self.gov", ""),
        "method": ("    def make_gov(self):\n        return mima\n\n", "self.make_gov()", ""),
        "dataclass": ("    gov: MimaGovernance\n\n", "self.gov", "mima"),
    }
    kind = program.random.choice(list(kept))
    program.forms.append(f"client: {kind}")
    head, gov, argument = kept[kind]
    call = ai_call(program, False, "q")
    send = f"    def _send(self, q):\n        return {call}\n\n"
    span = "    def span(self, name):\n        return %s.trace(name)\n\n" % gov
    guard = "    def guard(self, fn):\n        return %s.attest(tool_name=\"desk\")(fn)\n\n" % gov
    markers = {
        "with": f'    def run(self, q):\n        with {gov}.trace("run"):\n            return self._send(q)\n\n',
        "with, call inside": f'    def run(self, q):\n        with {gov}.trace("run"):\n            return {call}\n\n',
        "self.span()": span + '    def run(self, q):\n        with self.span("run"):\n            return self._send(q)\n\n',
        "self.guard(fn)": guard + "    def run(self, q):\n        return self.guard(self._send)(q)\n\n",
        "decorated method": '    @mima.attest(tool_name="run")\n    def run(self, q):\n        return self._send(q)\n\n',
        "around": f"    def around(self, fn, *args):\n        with {gov}.trace(\"around\"):\n            return fn(*args)\n\n    def run(self, q):\n        return self.around(self._send, q)\n\n",
        "submit": f"    @mima.attest(tool_name=\"run\")\n    def run(self, q):\n        return self.submit(self._send, q)\n\n    def submit(self, fn, *args):\n        return fn(*args)\n\n",
    }
    marker = program.random.choice(list(markers))
    program.forms.append(f"marker: {marker}")
    text = ("@dataclass\n" if kind == "dataclass" else "") + f"class {class_}:\n{head}{markers[marker]}"
    if marker != "with, call inside":
        text += send
    program.block(text.rstrip("\n"), file)
    if file != "main.py":
        program.block(f"from {Path(file).stem} import {class_}")
    overriding = {
        "span without super": ("self.span()", "    def span(self, name):\n        return contextlib.nullcontext()", False),
        "guard without super": ("self.guard(fn)", "    def guard(self, fn):\n        return fn", False),
        "around without super": ("around", "    def around(self, fn, *args):\n        return fn(*args)", False),
        "submit puts off": ("submit", "    pending = []\n\n    def submit(self, fn, *args):\n        self.pending.append((fn, args))", False),
        "run without super": (None, f"    def run(self, q):\n        return {'self._send(q)' if marker != 'with, call inside' else call}", False),
        "attribute": ("attribute of the class", "    gov = Silent()", False),
        "property": ("property", "    @property\n    def gov(self):\n        return Silent()", False),
        "make_gov": ("method", "    def make_gov(self):\n        return Silent()", False),
        "span with super": ("self.span()", "    def span(self, name):\n        return super().span(f\"other.{name}\")", True),
        "guard with super": ("self.guard(fn)", "    def guard(self, fn):\n        return super().guard(fn)", True),
        "around with super": ("around", "    def around(self, fn, *args):\n        print(args)\n        return super().around(fn, *args)", True),
        "run with super": (None, "    def run(self, q):\n        return super().run(q.strip())", True),
        "another method": (None, "    def describe(self):\n        return \"other\"", True),
        "step": (None, f"    def _send(self, q):\n        return {ai_call(program, False, 'q')}", True),
    }
    fitting = {
        name: text for name, (needs, text, harmless) in overriding.items()
        if needs in (None, marker, kind) and harmless != undone and (name != "step" or marker != "with, call inside")
    }
    make = f"{class_}({argument})"
    program.calls.append(f'{make}.run("a")')
    instance = f"{verb}_desk_object"
    others = {
        "instance attribute": f"{instance} = {make}\n{instance}.gov = Silent()\n{instance}.run(\"b\")",
        "duck given": f'{class_}(Silent()).run("b")',
        "instance method set": f'{instance} = {make}\nsetattr({instance}, "span", lambda name: contextlib.nullcontext())\n{instance}.run("b")',
        "class method set": f'{class_}.span = lambda self, name: contextlib.nullcontext()\n{make}.run("b")',
        "called past it": f'{make}._send("b")',
    }
    possible = []
    if undone:
        if gov == "self.gov" and kind not in ("property", "global") and marker not in ("decorated method", "submit"):
            possible.append("instance attribute")
            if kind in ("given and annotated", "given or default", "dataclass"):
                possible += ["duck given"] * 2
        if marker == "self.span()":
            possible += ["instance method set", "class method set"]
        if marker != "with, call inside":
            possible.append("called past it")
    if possible and program.random.random() < 0.4:
        way = program.random.choice(possible)
        program.forms.append(f"undone by: {way}")
        program.calls.append(others[way])
        return
    if fitting and (undone or program.random.random() < 0.6):
        way = program.random.choice(list(fitting))
        program.forms.append(f"overridden: {way}")
        other = f"Other{class_}"
        program.block(f"class {other}({class_}):\n{fitting[way]}")
        program.calls.append(f'{other}({argument}).run("b")')
        if "pending" in fitting[way]:
            program.calls.append(f"for fn, args in {other}.pending:\n    fn(*args)")


def callback_feature(program, undone):
    """A model of LangChain that has a callback, or gets one for a call."""
    verb = program.verbs.pop()
    llm = f"{verb}_llm"
    program.forms.append("marker: LangChain callback")
    new = 'ChatOpenAI(model="gpt-4o"{})'
    plain = new.format("")
    watched = new.format(", callbacks=[callback]")
    chain = 'ChatPromptTemplate.from_template("{q}") | '
    whole = {
        "in the constructor": f"{llm} = {watched}\n{llm}.invoke(\"a\")",
        "in the config": f'{llm} = {plain}\n{llm}.invoke("a", config={{"callbacks": [callback]}})',
        "with_config": f'{llm} = {plain}.with_config(callbacks=[callback])\n{llm}.invoke("a")',
        "with_config of a dict": f'{llm} = {plain}.with_config({{"callbacks": [callback]}})\n{llm}.invoke("a")',
        "in a function": f"{llm} = {watched}\n\n\ndef {verb}(q):\n    return {llm}.invoke(q).content\n\n\n{verb}(\"a\")",
        "of an object": f"class {verb.title()}Chat:\n    def __init__(self):\n        self.llm = {watched}\n\n    def run(self, q):\n        return self.llm.invoke(q).content\n\n\n{verb.title()}Chat().run(\"a\")",
        "of a factory": f"def make_{verb}():\n    return {watched}\n\n\nmake_{verb}().invoke(\"a\")",
        "chain": f'{llm} = {chain}{watched} | StrOutputParser()\n{llm}.invoke({{"q": "a"}})',
        "chain with a config": f'{llm} = {chain}{plain} | StrOutputParser()\n{llm}.invoke({{"q": "a"}}, config={{"callbacks": [callback]}})',
        "streamed and taken": f'{llm} = {watched}\nfor chunk in {llm}.stream("a"):\n    print(chunk.content)',
        "batch": f'{llm} = {watched}\n{llm}.batch(["a", "b"])',
        "ainvoke": f'{llm} = {watched}\nasyncio.run({llm}.ainvoke("a"))',
        "bound": f'{llm} = {watched}.bind(stop=["."])\n{llm}.invoke("a")',
        "config in a variable": f'{llm} = {plain}\n{verb}_config = {{"callbacks": [callback], "tags": ["desk"]}}\n{llm}.invoke("a", config={verb}_config)',
        "config as a parameter": f'{llm} = {plain}\n\n\ndef {verb}(q, config):\n    return {llm}.invoke(q, config=config)\n\n\n{verb}("a", {{"callbacks": [callback]}})',
        "retried": f'{llm} = {watched}.with_retry(stop_after_attempt=2)\n{llm}.invoke("a")',
        "watched fallback": f'{llm} = {watched}.with_fallbacks([{watched}])\n{llm}.invoke("a")',
        "set afterwards": f'{llm} = {plain}\n{llm}.callbacks = [callback]\n{llm}.invoke("a")',
        "lambda around": f'{llm} = {watched}\nRunnableLambda(lambda q: {llm}.invoke(q)).invoke("a")',
        "trace around": f'{llm} = {plain}\nwith mima.trace("{verb}"):\n    {llm}.invoke("a")',
        "attest around": f'{llm} = {plain}\n\n\n@mima.attest(tool_name="{verb}")\ndef {verb}(q):\n    return {llm}.invoke(q).content\n\n\n{verb}("a")',
        "stream taken in attest": f'{llm} = {plain}\n\n\n@mima.attest(tool_name="{verb}")\ndef {verb}(q):\n    return "".join(chunk.content for chunk in {llm}.stream(q))\n\n\n{verb}("a")',
    }
    broken = {
        "cleared": f'{llm} = {watched}\n{llm}.callbacks.clear()\n{llm}.invoke("a")',
        "set to None": f'{llm} = {watched}\n{llm}.callbacks = None\n{llm}.invoke("a")',
        "set to none of them": f'{llm} = {watched}\nsetattr({llm}, "callbacks", [])\n{llm}.invoke("a")',
        "popped": f'{llm} = {watched}\n{llm}.callbacks.pop()\n{llm}.invoke("a")',
        "in a function, set": f"{llm} = {watched}\n\n\ndef quiet(model):\n    model.callbacks = []\n\n\nquiet({llm})\n{llm}.invoke(\"a\")",
        "with_config again": f'{llm} = {plain}.with_config(callbacks=[callback])\n{llm}.with_config(callbacks=[]).invoke("a")',
        "config popped": f'{llm} = {plain}\n{verb}_config = {{"callbacks": [callback]}}\n{verb}_config.pop("callbacks")\n{llm}.invoke("a", config={verb}_config)',
        "config deleted": f'{llm} = {plain}\n{verb}_config = {{"callbacks": [callback]}}\ndel {verb}_config["callbacks"]\n{llm}.invoke("a", config={verb}_config)',
        "config item set": f'{llm} = {plain}\n{verb}_config = {{"callbacks": [callback]}}\n{verb}_config["callbacks"] = []\n{llm}.invoke("a", config={verb}_config)',
        "config merged over": f'{llm} = {plain}\n{verb}_config = {{"callbacks": [callback]}}\n{llm}.invoke("a", config={verb}_config | {{"callbacks": None}})',
        "fallback": f'{llm} = (RunnableLambda(lambda q: 1 / 0) | {watched}).with_fallbacks([{plain}])\n{llm}.invoke("a")',
        "parallel": f'{llm} = RunnableParallel(one={watched}, two={plain})\n{llm}.invoke("a")',
        "copied without": f'{llm} = {watched}.model_copy(update={{"callbacks": None}})\n{llm}.invoke("a")',
        "muted": f'class {verb.title()}Callback(MimaLangChainCallback):\n    def on_llm_end(self, response, **options):\n        print("an answer")\n\n\n{llm} = ChatOpenAI(model="gpt-4o", callbacks=[{verb.title()}Callback(mima)])\n{llm}.invoke("a")',
        "method replaced": f'{verb}_callback = MimaLangChainCallback(mima)\n{verb}_callback.on_llm_end = lambda *args, **options: None\n{llm} = ChatOpenAI(model="gpt-4o", callbacks=[{verb}_callback])\n{llm}.invoke("a")',
        "ignored": f'class {verb.title()}Callback(MimaLangChainCallback):\n    ignore_llm = True\n\n\n{llm} = ChatOpenAI(model="gpt-4o", callbacks=[{verb.title()}Callback(mima)])\n{llm}.invoke("a")',
        "stream returned": f'{llm} = {plain}\n\n\n@mima.attest(tool_name="{verb}")\ndef {verb}(q):\n    return {llm}.stream(q)\n\n\nprint(list({verb}("a")))',
        "stream out of a trace": f'{llm} = {plain}\nwith mima.trace("{verb}"):\n    chunks = {llm}.stream("a")\nprint(list(chunks))',
        "given to another": f'{llm} = {watched}\n{verb}_other = {plain}\n{verb}_other.invoke("a")\n{llm}.invoke("b")',
        "list emptied before": f'handlers_{verb} = [callback]\nhandlers_{verb}.clear()\n{llm} = ChatOpenAI(model="gpt-4o", callbacks=handlers_{verb})\n{llm}.invoke("a")',
        "reassigned": f'{llm} = {watched}\nif {llm}.streaming is not True:\n    {llm} = {plain}\n{llm}.invoke("a")',
    }
    text = program.choose("callback undone" if undone else "callback", broken if undone else whole)
    program.calls.append(text)


FEATURES = [function_feature, class_feature, beside_feature, callback_feature, callers_feature, handler_feature]


def generate(seed, number):
    program = Program(random.Random(f"{seed}/{number}"))
    undone = program.random.random() < 0.5
    features = program.random.choices(FEATURES, [8, 5, 3, 4, 2, 1], k=program.random.choice([1, 1, 1, 2]))
    for index, feature in enumerate(features):
        feature(program, undone and index == 0)
    files = {name: program.text(name) for name in program.files} | program.raw
    if program.runs:
        files[".run.json"] = json.dumps(program.runs) + "\n"
    return files, program.forms


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", default="1")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    forms = {}
    for number in range(options.count):
        name = f"p{number:03}"
        files, forms[name] = generate(options.seed, number)
        directory = options.out / name
        directory.mkdir(parents=True)
        for file, text in files.items():
            (directory / file).parent.mkdir(exist_ok=True)
            (directory / file).write_text(text)
    (options.out / "forms.json").write_text(json.dumps(forms, indent=1) + "\n")


if __name__ == "__main__":
    main()
