#!/usr/bin/env python3
"""Runs programs under the real SDKs and says at which of their AI calls an attestation was active.

    python3 tests/attested/harness.py [--write FILE | --check FILE] PROGRAM...

A program is a directory. Its `main.py` is run, or what its `.run.json` lists: files, `"module:function"` to be called
without arguments, or `"-c text"`. `mima-governance` and the AI libraries are the real ones, from the environment of
this interpreter; only what would leave the machine is answered here, and noted:

- where in the program the call was made whose request this is. For what runs later (a coroutine, a generator, a
  stream's manager) that is where it was made, not where it was consumed;
- whether an attestation was active when the request was sent. For `attest` the SDK's own guard says so; for `trace` a
  context variable that is set between entering and leaving it; a callback counts when it has pushed a record of the
  answer that was given to this very request.

For each call that was reached a line of JSON is written: `attested` is true, false, or "mixed". What did not run is
not listed. Each program runs in a process of its own, on a copy, for at most 20 seconds.
"""
import argparse
import asyncio
import atexit
import base64
import contextvars
import functools
import importlib
import inspect
import json
import os
import pkgutil
import re
import select
import shutil
import signal
import socket
import ssl
import sys
import tempfile
import threading
import time
import traceback
import types
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

SECONDS = 20
ENVIRONMENT = {
    "OPENAI_API_KEY": "x", "ANTHROPIC_API_KEY": "x", "GOOGLE_API_KEY": "x", "LANGSMITH_TRACING": "false",
    "MIMA_WORKSPACE_ID": "w", "OLLAMA_HOST": "http://ollama.invalid",
}
# What is imported before the programs are started, when one of them names it.
LIBRARIES = [
    "openai", "anthropic", "google.genai", "ollama", "langchain_core", "langchain_core.language_models",
    "langchain_core.runnables", "langchain_core.output_parsers", "langchain_core.tools", "langchain_openai",
    "llama_index.core", "llama_index.core.callbacks", "llama_index.llms.openai",
    "llama_index.embeddings.openai", "tenacity", "fastapi", "fastapi.testclient", "anyio",
]


# --- where a call was made ------------------------------------------------------------------------------------

site = contextvars.ContextVar("site", default=None)
submitted = threading.local()
stepping = set()
root = None


def marked_as_step(function):
    """A frame of this function says that the call below it was made by a library, on behalf of a call that is known."""
    stepping.add(function.__code__)
    return function


@functools.cache
def own_file(filename):
    """The name of a file of the program, which may have been run by a relative one, or nothing for another's."""
    path = os.path.join(root, filename)
    if not path.startswith(root) or not os.path.exists(path):
        return None
    return os.path.relpath(path, root).replace(os.sep, "/")


def program_frame(frame):
    """The innermost place of the program that led here, or nothing when a library's entry point lies between."""
    while frame is not None:
        if frame.f_code in stepping:
            return None
        name = own_file(frame.f_code.co_filename)
        if name is not None:
            positions = list(frame.f_code.co_positions())[frame.f_lasti // 2]
            return name, positions[0] or frame.f_lineno, positions[1] or frame.f_lineno
        frame = frame.f_back
    return None


def here(frame):
    return program_frame(frame) or site.get() or getattr(submitted, "site", None)


@marked_as_step
def within(place, function, *arguments, **options):
    token = site.set(place)
    try:
        return function(*arguments, **options)
    finally:
        site.reset(token)


@marked_as_step
async def awaited(place, coroutine):
    token = site.set(place)
    try:
        return await coroutine
    finally:
        site.reset(token)


@marked_as_step
def iterated(place, iterator):
    while True:
        token = site.set(place)
        try:
            element = next(iterator)
        except StopIteration:
            return
        finally:
            site.reset(token)
        yield element


@marked_as_step
async def iterated_later(place, iterator):
    while True:
        token = site.set(place)
        try:
            element = await anext(iterator)
        except StopAsyncIteration:
            return
        finally:
            with suppress(ValueError):
                site.reset(token)
        yield element


def placed(function):
    """The entry point of a library: whatever it does, now or later, belongs to the place that called it."""

    @functools.wraps(function)
    def entry(*arguments, **options):
        place = here(sys._getframe(1))
        result = within(place, function, *arguments, **options)
        if inspect.iscoroutine(result):
            return awaited(place, result)
        if inspect.isgenerator(result):
            return iterated(place, result)
        return iterated_later(place, result) if inspect.isasyncgen(result) else result

    if asyncio.iscoroutinefunction(function):
        if hasattr(inspect, "markcoroutinefunction"):
            inspect.markcoroutinefunction(entry)
        else:
            entry._is_coroutine = asyncio.coroutines._is_coroutine
    entry.is_placed = True
    return entry


METHODS = set(
    "invoke ainvoke batch abatch stream astream astream_events transform atransform generate agenerate batch_as_completed "
    "abatch_as_completed embed_query embed_documents aembed_query aembed_documents "
    "complete acomplete chat achat stream_complete astream_complete stream_chat astream_chat predict apredict "
    "structured_predict get_text_embedding get_query_embedding aget_text_embedding aget_query_embedding "
    "get_text_embedding_batch query aquery retrieve aretrieve "
    "generate_content generate_content_stream embed_content send_message send_message_stream embed embeddings".split()
)
WRAPPED = {
    "openai.resources.": None, "anthropic.resources.": None, "google.genai.": METHODS, "ollama.": METHODS,
    "langchain_core.": METHODS, "langchain_openai.": METHODS, "llama_index.": METHODS,
}
# What is made by a call and sends its request when it is entered.
MANAGERS = {
    "openai._response": ["ResponseContextManager", "AsyncResponseContextManager"],
    "openai.lib.streaming.responses": ["ResponseStreamManager", "AsyncResponseStreamManager"],
    "openai.lib.streaming.chat": ["ChatCompletionStreamManager", "AsyncChatCompletionStreamManager"],
    "anthropic._response": ["ResponseContextManager", "AsyncResponseContextManager"],
    "anthropic.lib.streaming": ["MessageStreamManager", "AsyncMessageStreamManager"],
}


def place_entry_points():
    for module_name, module in list(sys.modules.items()):
        names = next((names for prefix, names in WRAPPED.items() if f"{module_name}.".startswith(prefix)), ())
        if names == ():
            continue
        for class_ in [value for value in vars(module).values() if inspect.isclass(value)]:
            if class_.__module__ != module_name:
                continue
            for name, member in list(vars(class_).items()):
                wanted = name in names if names is not None else not name.startswith("_")
                if wanted and inspect.isfunction(member) and not hasattr(member, "is_placed"):
                    with suppress(TypeError, AttributeError):
                        setattr(class_, name, placed(member))
    ollama = sys.modules.get("ollama")
    for name, member in list(vars(ollama).items()) if ollama else []:
        if inspect.ismethod(member):
            setattr(ollama, name, getattr(member.__self__, name))
    for module_name, classes in MANAGERS.items():
        for name in classes:
            class_ = getattr(sys.modules.get(module_name), name, None)
            if class_ is not None:
                place_manager(class_)


def place_manager(class_):
    construct = class_.__init__

    @functools.wraps(construct)
    def init(self, *arguments, **options):
        self.__dict__["place_of_call"] = here(sys._getframe(1))
        construct(self, *arguments, **options)

    class_.__init__ = init
    if hasattr(class_, "__enter__"):
        enter = class_.__enter__
        class_.__enter__ = lambda self: within(self.place_of_call, enter, self)
    else:
        aenter = class_.__aenter__
        class_.__aenter__ = lambda self: awaited(self.place_of_call, aenter(self))


def follow_threads():
    """A library's method that is handed to a thread has no place of the program above it: it was where it was handed over."""
    start = threading.Thread.start
    run = threading.Thread.run

    @functools.wraps(start)
    def started(self):
        self.place_of_start = here(sys._getframe(1))
        start(self)

    @functools.wraps(run)
    def ran(self):
        submitted.site = self.place_of_start
        run(self)

    threading.Thread.start, threading.Thread.run = started, ran
    from concurrent.futures import thread

    submit = thread.ThreadPoolExecutor.submit

    @functools.wraps(submit)
    def handed_over(self, function, /, *arguments, **options):
        place = here(sys._getframe(1))

        def work():
            submitted.site = place
            return function(*arguments, **options)

        return submit(self, work)

    thread.ThreadPoolExecutor.submit = handed_over


# --- whether an attestation is active -------------------------------------------------------------------------

under_attest = threading.local()
traces = contextvars.ContextVar("traces", default=0)
requests = []
guard = None


def watch_sdk():
    global guard
    from mima_governance import AsyncMimaGovernance, MimaGovernance
    from mima_governance import guard as of_sdk

    guard = of_sdk
    # The wrapper of `attest` tells the guard when it calls the function and when that has returned. The guard keeps
    # one flag a thread, which the inner of two wrappers takes down; here it is a number.
    def set_attested(value):
        under_attest.depth = getattr(under_attest, "depth", 0) + (1 if value else -1)

    guard._guard_enabled = True
    guard._set_attested = set_attested
    trace = MimaGovernance.trace.__wrapped__
    atrace = AsyncMimaGovernance.trace.__wrapped__

    @functools.wraps(trace)
    def watched(self, *arguments, **options):
        before = traces.get()
        traces.set(before + 1)
        try:
            yield from trace(self, *arguments, **options)
        finally:
            traces.set(before)

    @functools.wraps(atrace)
    async def awatched(self, *arguments, **options):
        before = traces.get()
        traces.set(before + 1)
        try:
            async with asynccontextmanager(atrace)(self, *arguments, **options) as context:
                yield context
        finally:
            traces.set(before)

    MimaGovernance.trace = contextmanager(watched)
    AsyncMimaGovernance.trace = asynccontextmanager(awatched)
    enqueue = MimaGovernance._enqueue

    @functools.wraps(enqueue)
    def enqueued(self, record):
        if record.tool_name in ("langchain_llm_call", "llamaindex:llm"):
            note_record(sys._getframe(1))
        enqueue(self, record)

    MimaGovernance._enqueue = enqueued


def note_record(frame):
    """A callback pushes the record of an answer: the request that was given this answer has been attested."""
    while frame is not None:
        if "mima_governance" in frame.f_code.co_filename and frame.f_code.co_name in ("on_llm_end", "on_event_end"):
            given = frame.f_locals.get("response", frame.f_locals.get("payload"))
            for number in re.findall(r"answer-(\d+)z", f"{given!r} {given!s}"):
                requests[int(number)]["via"].add("callback")
            return
        frame = frame.f_back


def active():
    via = set()
    if getattr(under_attest, "depth", 0) > 0 or guard._async_attested.get():
        via.add("attest")
    if traces.get() > 0:
        via.add("trace")
    return via


# --- the answers ----------------------------------------------------------------------------------------------

ENDPOINTS = re.compile(
    r"/(responses|chat/completions|completions|embeddings|messages|images/generations|moderations|audio/\w+)$"
    r"|:(generateContent|streamGenerateContent|batchEmbedContents|embedContent|predict)$|/api/(chat|generate|embed|embeddings)$"
)


def respond(method, url, body):
    """The status, type and bytes of an answer; an AI call is noted."""
    path = re.sub(r"\?.*", "", url)
    if "/governance/" in path or path.endswith("/api/me"):
        return "application/json", json.dumps({"workspace_id": "w", "attestation_id": "a", "results": []})
    endpoint = ENDPOINTS.search(path)
    if endpoint is None or method != "POST":
        return "application/json", "{}"
    number = len(requests)
    requests.append({"site": here(sys._getframe(1)), "via": active()})
    try:
        asked = json.loads(body or b"{}")
    except ValueError:
        asked = {}
    return answer(next(filter(None, endpoint.groups())), asked, number)


def answer(endpoint, asked, number):
    text, model = f"answer-{number}z", asked.get("model", "m")
    if "response_format" in asked or isinstance(asked.get("text"), dict) and asked["text"].get("format"):
        text = json.dumps({"answer": text})
    usage = {"input_tokens": 1, "output_tokens": 1, "prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    stream = bool(asked.get("stream"))
    if endpoint == "chat/completions":
        whole = {"id": f"c-answer-{number}z", "object": "chat.completion", "created": 1, "model": model, "usage": usage}
        if stream:
            parts = [{"delta": {"role": "assistant", "content": text}}, {"delta": {}, "finish_reason": "stop"}]
            chunks = [
                {**whole, "object": "chat.completion.chunk", "usage": None, "choices": [{"index": 0, "finish_reason": None, **part}]}
                for part in parts
            ]
            return events(chunks, "[DONE]")
        message = {"role": "assistant", "content": text}
        return whole_answer({**whole, "choices": [{"index": 0, "finish_reason": "stop", "message": message}]})
    if endpoint == "completions":
        return whole_answer({"id": "c", "object": "text_completion", "created": 1, "model": model, "usage": usage,
                             "choices": [{"index": 0, "text": text, "finish_reason": "stop"}]})
    if endpoint == "responses":
        part = {"type": "output_text", "text": text, "annotations": []}
        item = {"type": "message", "id": "i", "role": "assistant", "status": "completed", "content": [part]}
        details = {"input_tokens_details": {"cached_tokens": 0}, "output_tokens_details": {"reasoning_tokens": 0}}
        whole = {"id": f"r-answer-{number}z", "object": "response", "created_at": 1, "model": model, "status": "completed",
                 "output": [item], "parallel_tool_calls": False, "tool_choice": "auto", "tools": [],
                 "usage": {**usage, **details}}
        if not stream:
            return whole_answer(whole)
        at = {"output_index": 0, "item_id": "i", "content_index": 0}
        kinds = [
            {"type": "response.created", "response": {**whole, "output": [], "status": "in_progress"}},
            {"type": "response.output_item.added", "output_index": 0, "item": {**item, "content": []}},
            {"type": "response.content_part.added", **at, "part": {**part, "text": ""}},
            {"type": "response.output_text.delta", **at, "delta": text, "logprobs": []},
            {"type": "response.output_text.done", **at, "text": text, "logprobs": []},
            {"type": "response.completed", "response": whole},
        ]
        return events([{**kind, "sequence_number": index} for index, kind in enumerate(kinds)], named=True)
    if endpoint == "messages":
        usage = {"input_tokens": 1, "output_tokens": 1}
        whole = {"id": f"m-answer-{number}z", "type": "message", "role": "assistant", "model": model, "stop_sequence": None}
        if not stream:
            content = [{"type": "text", "text": text}]
            return whole_answer({**whole, "content": content, "stop_reason": "end_turn", "usage": usage})
        start = {**whole, "content": [], "stop_reason": None, "usage": usage}
        return events([
            {"type": "message_start", "message": start},
            {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
            {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}},
            {"type": "content_block_stop", "index": 0},
            {"type": "message_delta", "delta": {"stop_reason": "end_turn", "stop_sequence": None}, "usage": {"output_tokens": 1}},
            {"type": "message_stop"},
        ], named=True)
    if endpoint in ("generateContent", "streamGenerateContent"):
        whole = {"candidates": [{"content": {"role": "model", "parts": [{"text": text}]}, "finishReason": "STOP"}]}
        return events([whole]) if endpoint == "streamGenerateContent" else whole_answer(whole)
    if endpoint in ("chat", "generate"):
        said = {"message": {"role": "assistant", "content": text}} if endpoint == "chat" else {"response": text}
        return "application/x-ndjson", json.dumps({"model": model, "created_at": "2024-01-01T00:00:00Z", "done": True, **said}) + "\n"
    if endpoint == "embeddings":
        vector = base64.b64encode(b"\0\0\0\0").decode() if asked.get("encoding_format") == "base64" else [0.0]
        inputs = asked.get("input", "")
        data = [{"object": "embedding", "index": i, "embedding": vector} for i in range(len(inputs) if isinstance(inputs, list) else 1)]
        return whole_answer({"object": "list", "model": model, "data": data, "usage": usage})
    return whole_answer({"embeddings": [[0.0]], "data": [], "created": 1})


def whole_answer(value):
    return "application/json", json.dumps(value)


def events(values, last=None, named=False):
    lines = [(f"event: {value['type']}\n" if named else "") + f"data: {json.dumps(value)}\n\n" for value in values]
    return "text/event-stream", "".join(lines) + (f"data: {last}\n\n" if last else "")


def cut_network():
    # Nobody is spoken to: the certificates, which take long to read, are read once.
    ssl.create_default_context = functools.lru_cache(ssl.create_default_context)
    for name in ("httpx", "httpx2"):
        with suppress(ImportError):
            replace_transports(importlib.import_module(name))
    client = sys.modules.get("google.genai._api_client")
    if client is not None:
        client.has_aiohttp = False

    def refuse(*_):
        raise OSError("there is no network here")

    socket.socket.connect = socket.socket.connect_ex = refuse
    socket.getaddrinfo = refuse


def replace_transports(httpx):
    def response(request, body):
        type_, text = respond(request.method, str(request.url), body)
        return httpx.Response(200, headers={"content-type": type_}, content=text.encode(), request=request)

    def handle_request(self, request):
        return response(request, request.read())

    async def handle_async_request(self, request):
        return response(request, await request.aread())

    httpx.HTTPTransport.handle_request = handle_request
    httpx.AsyncHTTPTransport.handle_async_request = handle_async_request


# --- one program ----------------------------------------------------------------------------------------------


def commands(directory):
    listed = directory / ".run.json"
    return json.loads(listed.read_text()) if listed.exists() else ["main.py"]


def execute(command):
    main = types.ModuleType("__main__")
    sys.modules["__main__"] = main
    if command.startswith("-c "):
        exec(compile(command[3:], "<command>", "exec"), main.__dict__)
    elif ":" in command:
        module, _, path = command.partition(":")
        result = functools.reduce(getattr, path.split("."), importlib.import_module(module))()
        if inspect.iscoroutine(result):
            asyncio.run(result)
    else:
        main.__file__ = os.path.join(root, command)
        exec(compile(Path(main.__file__).read_bytes(), main.__file__, "exec"), main.__dict__)


def run(directory):
    """Runs a program in this process, which it is left to; what is written is the outcome."""
    global root
    root = os.path.realpath(directory) + os.sep
    os.chdir(root)
    sys.path.insert(0, root.rstrip(os.sep))
    sys.argv[:] = ["main.py"]
    errors = []
    for command in commands(Path(root)):
        try:
            execute(command)
        except SystemExit:
            pass
        except BaseException as error:
            frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(root)]
            where = f"{os.path.relpath(frames[-1].filename, root)}:{frames[-1].lineno}: " if frames else ""
            errors.append(f"{where}{type(error).__name__}: {str(error)[:200]}")
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join(5)
    with suppress(Exception):
        atexit._run_exitfuncs()
    rows = [{"site": request["site"], "via": sorted(request["via"])} for request in requests]
    return {"requests": rows, "errors": errors}


def start(program, copy):
    """Runs a program in a process of its own; gives what it wrote, or that it took too long."""
    shutil.copytree(program, copy)
    reader, writer = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os.close(reader)
        silence = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(silence, descriptor)
        try:
            outcome = run(copy)
        except BaseException as error:
            outcome = {"requests": [], "errors": [repr(error)]}
        with os.fdopen(writer, "w") as output:
            output.write(json.dumps(outcome))
        os._exit(0)
    os.close(writer)
    text, deadline = b"", time.monotonic() + SECONDS
    with os.fdopen(reader, "rb", buffering=0) as pipe:
        while select.select([pipe], [], [], max(0, deadline - time.monotonic()))[0]:
            part = pipe.read(65536)
            if not part:
                break
            text += part
        else:
            os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    try:
        return json.loads(text)
    except ValueError:
        return {"requests": [], "errors": ["it did not end in time"]}


def truth(name, outcome):
    """A row for each place that was reached."""
    sites = {}
    for request in outcome["requests"]:
        if request["site"] is not None:
            sites.setdefault(tuple(request["site"]), []).append(request["via"])
    for (file, line, end_line), runs in sorted(sites.items()):
        attested = {bool(via) for via in runs}
        yield {
            "case": name, "file": file, "line": line, "end_line": end_line,
            "attested": attested.pop() if len(attested) == 1 else "mixed",
            "via": sorted({kind for via in runs for kind in via}),
        }


def import_parts(package):
    """A library that imports its parts when they are first used has to have them all when they are watched."""
    for part in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        with suppress(Exception):
            importlib.import_module(part.name)


def prepare(programs):
    os.environ.update(ENVIRONMENT)
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            del os.environ[name]
    sys.dont_write_bytecode = True
    text = "\n".join(path.read_text() for program in programs for path in program.rglob("*.py"))
    for library in LIBRARIES:
        if re.search(rf"\b{library.split('.')[0]}\b", text):
            with suppress(ImportError):
                importlib.import_module(library)
    for library in ("openai.resources", "anthropic.resources", "openai.lib.streaming", "anthropic.lib.streaming"):
        if library.split(".")[0] in sys.modules:
            import_parts(importlib.import_module(library))
    if "MimaLangChainCallback" in text:
        importlib.import_module("mima_governance.integrations.langchain_callback")
    if "MimaLlamaIndexHandler" in text:
        importlib.import_module("mima_governance.integrations.llamaindex_handler")
    watch_sdk()
    place_entry_points()
    follow_threads()
    cut_network()


def measure(programs):
    """The rows of programs and what went wrong in them."""
    prepare(programs)
    rows, errors = [], []
    # Not a `TemporaryDirectory`: that would go when a program's process runs its exit functions.
    work = tempfile.mkdtemp()
    os.environ["HOME"] = work
    try:
        for number, program in enumerate(programs):
            copy = Path(work, str(number), program.name)
            outcome = start(program, copy)
            rows += truth(program.name, outcome)
            errors += [f"{program.name}: {error}" for error in outcome["errors"]]
            shutil.rmtree(copy)
    finally:
        shutil.rmtree(work)
    return rows, errors


def read(path):
    return [json.loads(line) for line in Path(path).read_text().splitlines()]


def differences(rows, known, names):
    def keyed(rows):
        return {(row["case"], row["file"], row["line"]): row for row in rows if row["case"] in names}

    found, known = keyed(rows), keyed(known)
    for key in sorted(found.keys() | known.keys()):
        ran, said = (rows[key]["attested"] if key in rows else "not run" for rows in (found, known))
        if ran != said:
            note = " (contested)" if known.get(key, {}).get("contested") else ""
            yield f"{key[0]} {key[1]}:{key[2]} ran: {ran}, said: {said}{note}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--write", metavar="FILE", help="write the rows there")
    group.add_argument("--check", metavar="FILE", help="compare with the rows that stand there")
    parser.add_argument("programs", nargs="+", type=Path, metavar="PROGRAM")
    options = parser.parse_args()
    programs = [path.resolve() for path in options.programs if path.is_dir()]
    rows, errors = measure(programs)
    print(*errors, sep="\n", end="\n" if errors else "", file=sys.stderr)
    if options.check:
        wrong = list(differences(rows, read(options.check), {program.name for program in programs}))
        print(*wrong, f"{len(rows)} calls ran, {len(wrong)} differ", sep="\n")
        return 1 if wrong else 0
    text = "".join(json.dumps(row) + "\n" for row in rows)
    if options.write:
        Path(options.write).write_text(text)
    else:
        print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
