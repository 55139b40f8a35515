"""Measures what a recorder records: each operation of an SDK, in each form, with clients of each class.

A program of `presets/` defines cases; each runs in a process of its own, because most recorders change classes for good. The
results are written to `results/`.
"""

import asyncio
import importlib
import importlib.metadata
import json
import logging
import os
import subprocess
import sys
import time
import warnings
from pathlib import Path

from operations import ANTHROPIC, GENAI, LANGCHAIN, LITELLM, LOOP, OPENAI, Absent, call
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
            got = [body for path, body in server.take() if kept(path, body)]
        return got

    records.drain = lambda: (flush(), server.take())
    return records


def registered(server, registry, entry, kept):
    """A recorder that LiteLLM makes itself, by its name in a list. It sends from a thread, or from a task of the loop."""
    import litellm

    wait = lambda: LOOP.run_until_complete(asyncio.sleep(1.0))
    start = lambda: setattr(litellm, registry, [entry])
    stop = [("litellm.%s = []" % registry, lambda: setattr(litellm, registry, []))]
    case = Case("litellm", posted(server, wait, kept), start=start, stop=stop)
    case.entry = entry
    return case


def telemetry():
    """A tracer provider whose spans are kept in memory; it is the global one as well."""
    from opentelemetry import trace
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    return provider, exporter


def seen(records, client, operation, form):
    """`content`: a record holds the question. `record`: there is one. `nothing`. `fails`: the call does not get that far."""
    getattr(records, "drain", records)()
    try:
        call(client, operation, form)
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


def measure(name):
    marker, shape, function = CASES[name]
    server = Server()
    case = function(server)
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
        except AttributeError:  # a module that stands for the SDK's lacks this class
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
    module = case.module or importlib.import_module(sdk.root)
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
    """Measures the cases that are named, or all, each in a process of its own; what was stored of others stays."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    if sys.argv[1:2] == ["--measure"]:
        Path(sys.argv[3]).write_text(json.dumps(measure(sys.argv[2])))
        os._exit(0)  # whatever threads a recorder has left
    program = Path(sys.argv[0]).stem
    target = HERE / "results" / (program + ".json")
    stored = json.loads(target.read_text())["cases"] if target.exists() else {}
    results = {name: case for name, case in stored.items() if name in CASES}
    for name in sys.argv[1:] or CASES:
        out = HERE / "results" / (".%s.%s" % (program, name))
        done = subprocess.run([sys.executable, sys.argv[0], "--measure", name, str(out)], capture_output=True, text=True)
        if not out.exists():
            print("%s/%s: %s" % (program, name, (done.stderr or done.stdout)[-3000:]))
            continue
        if os.environ.get("MEASURE_ERRORS"):
            print(done.stderr[-6000:])
        results[name] = json.loads(out.read_text())
        out.unlink()
    packages = json.dumps(versions(packages), sort_keys=True)
    head = '{\n "preset": %s,\n "packages": %s,\n "python": "%d.%d",\n "cases": {'
    text = head % (json.dumps(preset), packages, *sys.version_info[:2])
    target.write_text(text + ",".join(shown(name, results[name]) for name in CASES if name in results) + "\n }\n}\n")


def shown(name, case):
    """An operation a line."""
    facts = ["%s: %s" % (json.dumps(key), json.dumps(value)) for key, value in sorted(case.items()) if key != "operations"]
    operations = ["%s: %s" % (json.dumps(path), json.dumps(forms)) for path, forms in sorted(case["operations"].items())]
    inner = ",\n   ".join([*facts, '"operations": {\n    ' + ",\n    ".join(operations) + "\n   }"])
    return "\n  %s: {\n   %s\n  }" % (json.dumps(name), inner)
