"""Measures what a recorder records: each operation of an SDK, in each form, with clients of each class.

A program of `presets/` defines cases; each runs in a process of its own, because most recorders change classes for good. The
results are written to `results/`.
"""

import asyncio
import datetime
import importlib.metadata
import json
import logging
import os
import subprocess
import sys
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from operations import ANTHROPIC, BEDROCK, COHERE, COHERE_V1, GENAI, GROQ, LANGCHAIN, LITELLM, LOOP, MISTRAL, OLLAMA, OPENAI, Absent, call
from server import QUESTION, Server

HERE = Path(__file__).parent


def itself(client):
    return client


def openai_client(server, name, module=None, wrap=itself):
    """A client of this class; `module` is where it is imported from. The module itself is a client too."""
    import openai

    module = module or openai
    if name == "":
        openai.api_key, openai.base_url, openai.max_retries = "key", server.url + "/v1/", 0
        return module
    made = {"api_key": "key", "max_retries": 0, "timeout": 10}
    if "Azure" in name:
        return wrap(getattr(module, name)(azure_endpoint=server.url, api_version="2025-03-01-preview", **made))
    return wrap(getattr(module, name)(base_url=server.url + "/v1", **made))


def anthropic_client(server, name, module=None, wrap=itself):
    import anthropic

    return wrap(getattr(module or anthropic, name)(api_key="key", base_url=server.url, max_retries=0, timeout=10))


def litellm_client(server, name, module=None, wrap=itself):
    """The module, or a router over one deployment."""
    import litellm

    os.environ.update(OPENAI_BASE_URL=server.url + "/v1", OPENAI_API_KEY="key")  # not all that it calls reads what follows
    litellm.api_base, litellm.api_key, litellm.telemetry, litellm.num_retries = server.url + "/v1", "key", False, 0
    if not name:
        return module or litellm
    deployment = {"model": "openai/gpt-4o", "api_base": server.url + "/v1", "api_key": "key"}
    return litellm.Router(model_list=[{"model_name": "openai/gpt-4o", "litellm_params": deployment}], num_retries=0)


def genai_client(server, name, module=None, wrap=itself):
    from google import genai

    client = wrap(getattr(module or genai, "Client")(api_key="key", http_options={"base_url": server.url}))
    if name == "Client":
        return client
    server.used.append(client)
    return (client.aio if name == "chats.AsyncChat" else client).chats.create(model="gemini-2.5-flash")


def langchain_client(server, name, module=None, wrap=itself):
    """A model; a chain and a derived runnable of one."""
    return wrap(langchain_runnable(server, name))


def langchain_runnable(server, name):
    from langchain_core.runnables import RunnableLambda

    if name.startswith("langchain_anthropic"):
        from langchain_anthropic import ChatAnthropic

        return ChatAnthropic(model="claude-sonnet-4-5", api_key="key", base_url=server.url, max_retries=0)
    import langchain_openai

    made = {"api_key": "key", "max_retries": 0, "base_url": server.url + "/v1"}
    if name.endswith("AzureChatOpenAI"):
        del made["base_url"]
        return langchain_openai.AzureChatOpenAI(
            azure_endpoint=server.url, api_version="2025-03-01-preview", azure_deployment="gpt-4o", **made
        )
    if name.endswith("OpenAIEmbeddings"):
        return langchain_openai.OpenAIEmbeddings(check_embedding_ctx_length=False, **made)
    model = langchain_openai.ChatOpenAI(model="gpt-4o", **made)
    if name.endswith("RunnableSequence"):
        return RunnableLambda(str) | model
    return model.with_config(tags=["probe"]) if name.endswith("Runnable") else model


def mistral_client(server, name, module=None, wrap=itself):
    """Before version 2 the class stands in the package itself."""
    from importlib import import_module

    client = getattr(import_module("mistralai"), "Mistral", None) or import_module("mistralai.client").Mistral
    return wrap(client(api_key="key", server_url=server.url, timeout_ms=10000))


def groq_client(server, name, module=None, wrap=itself):
    import groq

    return wrap(getattr(groq, name)(api_key="key", base_url=server.url, max_retries=0, timeout=10))


def cohere_client(server, name, module=None, wrap=itself):
    import cohere

    return wrap(getattr(cohere, name)(api_key="key", base_url=server.url, timeout=10))


def ollama_client(server, name, module=None, wrap=itself):
    """The functions of the module belong to a client of its own, which is made when it is imported."""
    os.environ["OLLAMA_HOST"] = server.url
    import ollama

    return wrap(getattr(ollama, name)(host=server.url)) if name else ollama


def bedrock_client(server, name, module=None, wrap=itself):
    import boto3

    access = {"aws_access_key_id": "key", "aws_secret_access_key": "key", "region_name": "us-east-1"}
    return wrap(boto3.client("bedrock-runtime", endpoint_url=server.url, **access))


class Sdk:
    """How a client is made; its classes, and which of them are measured as a whole; its operations."""

    def __init__(self, root, make, whole, partly, operations):
        self.root, self.make, self.whole, self.partly, self.operations = root, make, whole, partly, operations


def portkey_client(server, name, module=None, wrap=itself):
    import portkey_ai

    return wrap(getattr(portkey_ai, name)(api_key="key", provider="openai", base_url=server.url + "/v1", max_retries=0))


# The empty name is the module. What is the same object as a class of `whole` is that class.
SDKS = {
    "openai": Sdk(
        "openai", openai_client, ("OpenAI", "AsyncOpenAI"), ("Client", "AsyncClient", "AzureOpenAI", "AsyncAzureOpenAI", ""), OPENAI
    ),
    "anthropic": Sdk("anthropic", anthropic_client, ("Anthropic", "AsyncAnthropic"), ("Client", "AsyncClient"), ANTHROPIC),
    "litellm": Sdk("litellm", litellm_client, ("", "Router"), (), LITELLM),
    "google-genai": Sdk("google.genai", genai_client, ("Client",), ("chats.Chat", "chats.AsyncChat"), GENAI),
    "portkey": Sdk("portkey_ai", portkey_client, ("Portkey", "AsyncPortkey"), (), OPENAI),
    "mistralai": Sdk("mistralai.client", mistral_client, ("Mistral",), (), MISTRAL),
    "mistralai-1": Sdk("mistralai", mistral_client, ("Mistral",), (), MISTRAL),
    "groq": Sdk("groq", groq_client, ("Groq", "AsyncGroq"), ("Client", "AsyncClient"), GROQ),
    "cohere": Sdk("cohere", cohere_client, ("ClientV2", "AsyncClientV2"), (), COHERE),
    "cohere-v1": Sdk("cohere", cohere_client, ("Client", "AsyncClient"), (), COHERE_V1),
    "ollama": Sdk("ollama", ollama_client, ("Client", "AsyncClient"), ("",), OLLAMA),
    "bedrock": Sdk("mypy_boto3_bedrock_runtime.client", bedrock_client, ("BedrockRuntimeClient",), (), BEDROCK),
    "langchain": Sdk(
        "",
        langchain_client,
        ("langchain_openai.ChatOpenAI",),
        (
            "langchain_openai.AzureChatOpenAI",
            "langchain_anthropic.ChatAnthropic",
            "langchain_core.runnables.Runnable",
            "langchain_core.runnables.RunnableSequence",
            "langchain_openai.OpenAIEmbeddings",
        ),
        LANGCHAIN,
    ),
}


class Case:
    """`start` switches the recorder on, or is left out where the client does so; `client` makes or wraps one.

    `records` gives the texts of what was exported since it was last asked. `stop` holds the names and functions of what takes the
    recorder back, each tried after all else.
    """

    def __init__(self, sdk, records, start=None, wrap=None, module=None, stop=(), again=None):
        self.sdk, self.records, self.start, self.wrap, self.module = SDKS[sdk], records, start, wrap, module
        self.stop, self.again, self.entry = stop, again, None


class Around:
    """A marker around code: `decorate` gives a decorator for functions, `enter` a context manager.

    `records` is that of a `Case`. Whether the code inside makes a call changes nothing: the record is of the code.
    """

    def __init__(self, records, decorate=None, enter=None):
        self.records, self.decorate, self.enter = records, decorate, enter


CASES = {}


def case(marker, shape):
    """Registers a function that sets up the recorder against a server, and returns a `Case`."""

    def register(function):
        CASES[function.__name__] = (marker, shape, function)
        return function

    return register


def spans(exporter, scope="", flush=lambda: None):
    """What an in-memory exporter of OpenTelemetry got since the last time, of tracers whose names begin like this, or like one of these.

    Anthropic's SDK has a tracer of its own since 2.0, which uses the global provider.
    """

    def records():
        flush()
        got = [span.to_json() for span in exporter.get_finished_spans() if span.instrumentation_scope.name.startswith(scope)]
        exporter.clear()
        return got

    return records


def posted(server, flush, kept=lambda path, body: True, patience=0.0):
    """What was posted to the backend since the last time; with patience, seconds, for what is sent when it pleases."""

    def records():
        flush()
        end = time.monotonic() + patience
        got = [body for path, body in server.take() if kept(path, body)]
        while not got and time.monotonic() < end:
            time.sleep(0.05)
            flush()
            got = [body for path, body in server.take() if kept(path, body)]
        return got

    records.drain = lambda: (flush(), server.take())
    return records


def handed_on():
    """Lets LiteLLM's tasks and threads hand on what they hold."""
    LOOP.run_until_complete(asyncio.sleep(0.2))


def registered(server, registry, entry, kept, patience=4.0):
    """A recorder that LiteLLM makes itself, by its name in a list. It sends from a thread, or from a task of the loop."""
    import litellm

    start = lambda: setattr(litellm, registry, [entry])
    stop = [("litellm.%s = []" % registry, lambda: setattr(litellm, registry, []))]
    case = Case("litellm", posted(server, handed_on, kept, patience), start=start, stop=stop)
    case.entry = entry
    return case


def instrumented(sdk, instrumentor, scope):
    """An instrumentor of OpenTelemetry's kind, and the spans of tracers with such names."""
    provider, exporter = telemetry()
    start = lambda: instrumentor.instrument(tracer_provider=provider)
    return Case(sdk, spans(exporter, scope), start=start, stop=[("uninstrument", instrumentor.uninstrument)])


def heard(callback):
    """Gives a callback to whatever of LangChain takes a configuration."""
    return lambda client: client.with_config(callbacks=[callback]) if hasattr(client, "with_config") else client


def telemetry(provider=None):
    """A tracer provider whose spans are kept in memory; it is the global one as well."""
    from opentelemetry import trace
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    exporter, provider = InMemorySpanExporter(), provider or TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    return provider, exporter


def seen(records, client, operation, form):
    """`content`: a record holds the question. `record`: there is one. `nothing`. `fails`: the call does not get that far."""
    return answered(records, lambda: call(client, operation, form))


def answered(records, action):
    getattr(records, "drain", records)()
    try:
        action()
    except Absent:
        return None
    except Exception as error:  # whatever a recorder breaks is a result
        if os.environ.get("MEASURE_ERRORS"):
            import traceback

            traceback.print_exc()
        return "fails: %s" % type(error).__name__
    got = records()
    if not got:
        return "nothing"
    return "content" if any(QUESTION in text for text in got) else "record"


def function(question):
    return question


async def coroutine(question):
    return question


def generator(question):
    yield question


async def asynchronous_generator(question):
    yield question


async def all_of(generator):
    return [each async for each in generator]


def measure_around(around):
    """What leaves when code runs inside of a marker: of a function of each kind, of a block."""

    def block():
        with around.enter():
            pass

    async def asynchronous_block():
        async with around.enter():
            pass

    asked, wait = (QUESTION,), LOOP.run_until_complete
    decorated = {
        "def": lambda: around.decorate(function)(*asked),
        "async def": lambda: wait(around.decorate(coroutine)(*asked)),
        "generator": lambda: list(around.decorate(generator)(*asked)),
        "async generator": lambda: wait(all_of(around.decorate(asynchronous_generator)(*asked))),
    }
    entered = {"with": block, "async with": lambda: wait(asynchronous_block())}
    forms = {**(decorated if around.decorate else {}), **(entered if around.enter else {})}
    return {form: {"plain": answered(around.records, action)} for form, action in forms.items()}


def measure(name):
    marker, shape, function = CASES[name]
    server = Server()
    case = function(server)
    if isinstance(case, Around):
        return {"marker": marker, "shape": shape, "operations": measure_around(case)}
    sdk, first = case.sdk, case.sdk.operations[0]
    recorded = lambda client: seen(case.records, client, first, "plain") in ("content", "record")
    make = lambda name: sdk.make(server, name)
    names = sdk.whole
    result = {"marker": marker, "shape": shape}
    if case.entry:
        result["entry"] = case.entry
    if case.start:
        early = {name: make(name) for name in names}
        result["recorded before"] = any([recorded(client) for client in early.values()])
        case.start()
        result["reach"] = "class" if all([recorded(client) for client in early.values()]) else "object"
    if case.wrap:
        given = {name: make(name) for name in names}
        wrapped = {name: case.wrap(client) for name, client in given.items()}
        result["in place"] = all([recorded(client) for client in given.values()])
        result["same object"] = all([wrapped[name] is given[name] for name in names])
        result["others recorded"] = any([recorded(make(name)) for name in names])
    subject = lambda name: sdk.make(server, name, case.module, case.wrap or itself)
    table = {}
    for name in (*sdk.whole, *sdk.partly):
        if case.wrap and not name:
            continue
        twin = next((whole for whole in sdk.whole if same(case, sdk, name, whole)), None)
        try:
            client = None if twin else subject(name)
        except (AttributeError, ImportError):  # a module that stands for the SDK's lacks this class; a package is not installed
            continue
        for operation in sdk.operations:
            path = lambda name: ".".join(part for part in (sdk.root, name, operation.path) if part)
            if twin:
                forms = table.get(path(twin), {})
            else:
                forms = {}
                for form in operation.forms if name in sdk.whole else operation.forms[:1]:
                    if (found := seen(case.records, client, operation, form)) is not None:
                        forms[form] = found
            if forms:
                table[path(name)] = forms
    result["operations"] = table
    copies = {}
    for name in names:
        for method in ("with_options", "copy"):
            client = subject(name)
            if hasattr(client, "with_options"):
                copies[method] = copies.get(method, True) and recorded(getattr(client, method)(timeout=9))
    if copies:
        result["copies"] = copies
    for undo, stop in case.stop:
        stop()
        result.setdefault("undone by", {})[undo] = not any([recorded(subject(name)) for name in names])
        if case.again:
            case.again()
    return result


def same(case, sdk, name, whole):
    """Is `name` another name of the class `whole`?"""
    if not (name and whole and sdk.root) or name == whole:
        return False
    module = case.module or sys.modules.get(sdk.root)
    return getattr(module, name, None) is getattr(module, whole, 0)


def versions(packages):
    found = {}
    for package in packages:
        try:
            found[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def main(preset, packages):
    """Measures the cases that are named, or all, or with `--new` those of which nothing is stored; each in a process of its own.

    What was stored of others stays, if the packages are those with which it was measured.
    """
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    if sys.argv[1:2] == ["--measure"]:
        Path(sys.argv[3]).write_text(json.dumps(measure(sys.argv[2])))
        os._exit(0)  # whatever threads a recorder has left
    program = Path(sys.argv[0]).stem
    target = HERE / "results" / (program + ".json")
    stored = json.loads(target.read_text()) if target.exists() else {"packages": {}, "cases": {}}
    used = versions(packages)
    is_same = stored["packages"].items() <= used.items()
    results = {name: case for name, case in stored["cases"].items() if name in CASES} if is_same else {}
    with ThreadPoolExecutor(2) as pool:  # most of the time they wait for a recorder that sends when it pleases
        wanted = [name for name in sys.argv[1:] if name != "--new"] or [name for name in CASES if not (sys.argv[1:] and name in results)]
        found = dict(zip(wanted, pool.map(lambda name: measured(program, name), wanted)))
    results.update({name: case for name, case in found.items() if case})
    head = '{\n "preset": %s,\n "packages": %s,\n "python": "%d.%d",\n "cases": {'
    text = head % (json.dumps(preset), json.dumps(used, sort_keys=True), *sys.version_info[:2])
    target.write_text(text + ",".join(shown(name, results[name]) for name in CASES if name in results) + "\n }\n}\n")
    sys.exit(0 if all(found.values()) else 1)


def measured(program, name):
    """Runs one case. Gives what it says, or nothing if it could not be measured."""
    out = HERE / "results" / (".%s.%s" % (program, name))
    command = [sys.executable, sys.argv[0], "--measure", name, str(out)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1800)
    if not out.exists():
        print("%s/%s: %s" % (program, name, (done.stderr or done.stdout)[-3000:]))
        return None
    if os.environ.get("MEASURE_ERRORS"):
        print(done.stderr[-6000:])
    result = {"date": datetime.date.today().isoformat(), **json.loads(out.read_text())}
    out.unlink()
    return result


def shown(name, case):
    """An operation a line."""
    facts = ["%s: %s" % (json.dumps(key), json.dumps(value)) for key, value in sorted(case.items()) if key != "operations"]
    operations = ["%s: %s" % (json.dumps(path), json.dumps(forms)) for path, forms in sorted(case["operations"].items())]
    inner = ",\n   ".join([*facts, '"operations": {\n    ' + ",\n    ".join(operations) + "\n   }"])
    return "\n  %s: {\n   %s\n  }" % (json.dumps(name), inner)
