"""The operations of each SDK, as the catalog names them, and the forms in which code calls them."""

import asyncio
import inspect
import io
from typing import Callable, NamedTuple

from pydantic import BaseModel

from server import QUESTION

# A client keeps its connections for one loop.
LOOP = asyncio.new_event_loop()

MODEL = "gpt-4o"
MESSAGES = [{"role": "user", "content": QUESTION}]


class Answer(BaseModel):
    answer: str


def wave():
    return ("a.wav", io.BytesIO(b"sound"))


def picture():
    return ("a.png", io.BytesIO(b"picture"))


class Operation(NamedTuple):
    """`forms`: `plain`, `stream` (the argument), `raw` and `manager` (`with_raw_response`, `with_streaming_response`), `raw_stream`."""

    path: str
    arguments: Callable[[], dict]
    forms: tuple = ("plain",)


PLAIN, ONCE, ALL = ("plain",), ("plain", "raw", "manager"), ("plain", "stream", "raw", "raw_stream", "manager")

OPENAI = [
    Operation("chat.completions.create", lambda: {"model": MODEL, "messages": MESSAGES}, ALL),
    Operation("chat.completions.parse", lambda: {"model": MODEL, "messages": MESSAGES, "response_format": Answer}, ONCE),
    Operation("chat.completions.stream", lambda: {"model": MODEL, "messages": MESSAGES}, ONCE),
    Operation("beta.chat.completions.create", lambda: {"model": MODEL, "messages": MESSAGES}, ALL),
    Operation("beta.chat.completions.parse", lambda: {"model": MODEL, "messages": MESSAGES, "response_format": Answer}, ONCE),
    Operation("beta.chat.completions.stream", lambda: {"model": MODEL, "messages": MESSAGES}, ONCE),
    Operation("completions.create", lambda: {"model": MODEL, "prompt": QUESTION}, ALL),
    Operation("responses.create", lambda: {"model": MODEL, "input": QUESTION}, ALL),
    Operation("responses.parse", lambda: {"model": MODEL, "input": QUESTION, "text_format": Answer}, ONCE),
    Operation("responses.stream", lambda: {"model": MODEL, "input": QUESTION}, ONCE),
    Operation("responses.compact", lambda: {"model": MODEL, "input": QUESTION}, ONCE),
    Operation("beta.responses.create", lambda: {"model": MODEL, "input": QUESTION}, ALL),
    Operation("embeddings.create", lambda: {"model": MODEL, "input": QUESTION}, ONCE),
    Operation("images.generate", lambda: {"model": MODEL, "prompt": QUESTION}, ONCE),
    Operation("images.edit", lambda: {"model": MODEL, "prompt": QUESTION, "image": picture()}, ONCE),
    Operation("images.create_variation", lambda: {"model": MODEL, "image": picture()}, ONCE),
    Operation("audio.transcriptions.create", lambda: {"model": MODEL, "file": wave()}, ONCE),
    Operation("audio.translations.create", lambda: {"model": MODEL, "file": wave()}, ONCE),
    Operation("audio.speech.create", lambda: {"model": MODEL, "voice": "alloy", "input": QUESTION}, ONCE),
    Operation("moderations.create", lambda: {"model": MODEL, "input": QUESTION}, ONCE),
    Operation("videos.create", lambda: {"model": MODEL, "prompt": QUESTION}, ONCE),
    Operation("videos.create_and_poll", lambda: {"model": MODEL, "prompt": QUESTION}, ONCE),
    Operation("batches.create", lambda: {"input_file_id": "f1", "endpoint": "/v1/responses", "completion_window": "24h"}, ONCE),
    Operation("fine_tuning.jobs.create", lambda: {"model": MODEL, "training_file": "f1"}, ONCE),
    Operation("beta.threads.runs.create", lambda: {"thread_id": "t1", "assistant_id": "a1"}, ONCE),
    Operation("beta.threads.runs.create_and_poll", lambda: {"thread_id": "t1", "assistant_id": "a1"}, ONCE),
    Operation("beta.threads.create_and_run", lambda: {"assistant_id": "a1"}, ONCE),
    Operation("beta.threads.create_and_run_poll", lambda: {"assistant_id": "a1"}, ONCE),
]

CLAUDE = "claude-sonnet-4-5"


def claude():
    return {"model": CLAUDE, "max_tokens": 9, "messages": MESSAGES}


def claude_batch():
    return {"requests": [{"custom_id": "q1", "params": claude()}]}


ANTHROPIC = [
    Operation("messages.create", claude, ALL),
    Operation("messages.stream", claude, ONCE),
    Operation("messages.parse", lambda: {**claude(), "output_format": Answer}, ONCE),
    Operation("messages.batches.create", claude_batch, ONCE),
    Operation("beta.messages.create", claude, ALL),
    Operation("beta.messages.stream", claude, ONCE),
    Operation("beta.messages.parse", lambda: {**claude(), "output_format": Answer}, ONCE),
    Operation("beta.messages.tool_runner", lambda: {**claude(), "tools": []}, ONCE),
    Operation("beta.messages.batches.create", claude_batch, ONCE),
]


LITE = {"model": "openai/" + MODEL}


def lite(path, arguments, forms=PLAIN):
    """A function of LiteLLM and its asynchronous twin."""
    return [Operation(path, arguments, forms), Operation("a" + path, arguments, forms)]


LITELLM = [
    *lite("completion", lambda: {**LITE, "messages": MESSAGES}, ("plain", "stream")),
    *lite("text_completion", lambda: {**LITE, "prompt": QUESTION}, ("plain", "stream")),
    *lite("responses", lambda: {**LITE, "input": QUESTION}, ("plain", "stream")),
    *lite("embedding", lambda: {**LITE, "input": [QUESTION]}),
    *lite("image_generation", lambda: {**LITE, "prompt": QUESTION}),
    *lite("transcription", lambda: {**LITE, "file": wave()}),
    *lite("speech", lambda: {**LITE, "voice": "alloy", "input": QUESTION}),
    *lite("moderation", lambda: {**LITE, "input": QUESTION}),
    *lite("rerank", lambda: {"model": "cohere/rerank-v3.5", "query": QUESTION, "documents": ["a"]}),
]

GEMINI = {"model": "gemini-2.5-flash", "contents": QUESTION}


def gemini(path, arguments):
    return [Operation("models." + path, arguments), Operation("aio.models." + path, arguments)]


GENAI = [
    *gemini("generate_content", lambda: dict(GEMINI)),
    *gemini("generate_content_stream", lambda: dict(GEMINI)),
    *gemini("embed_content", lambda: {**GEMINI, "model": "gemini-embedding-001"}),
    Operation("send_message", lambda: {"message": QUESTION}),
    Operation("send_message_stream", lambda: {"message": QUESTION}),
]

LANGCHAIN = [
    *(Operation(path, lambda: {"input": QUESTION}) for path in ("invoke", "ainvoke", "stream", "astream")),
    *(Operation(path, lambda: {"inputs": [QUESTION]}) for path in ("batch", "abatch")),
    *(Operation(path, lambda: {"text": QUESTION}) for path in ("embed_query", "aembed_query")),
    *(Operation(path, lambda: {"texts": [QUESTION]}) for path in ("embed_documents", "aembed_documents")),
]


# One class for both worlds.
MISTRAL = [
    Operation(path + suffix, arguments)
    for path, arguments in (
        ("chat.complete", lambda: {"model": MODEL, "messages": MESSAGES}),
        ("chat.stream", lambda: {"model": MODEL, "messages": MESSAGES}),
        ("chat.parse", lambda: {"model": MODEL, "messages": MESSAGES, "response_format": Answer}),
        ("fim.complete", lambda: {"model": MODEL, "prompt": QUESTION}),
        ("fim.stream", lambda: {"model": MODEL, "prompt": QUESTION}),
        ("agents.complete", lambda: {"agent_id": "a1", "messages": MESSAGES}),
        ("agents.stream", lambda: {"agent_id": "a1", "messages": MESSAGES}),
        ("embeddings.create", lambda: {"model": MODEL, "inputs": [QUESTION]}),
    )
    for suffix in ("", "_async")
]

GROQ = [
    Operation("chat.completions.create", lambda: {"model": MODEL, "messages": MESSAGES}, ALL),
    Operation("embeddings.create", lambda: {"model": MODEL, "input": QUESTION}, ONCE),
    Operation("audio.transcriptions.create", lambda: {"model": MODEL, "file": wave()}, ONCE),
    Operation("audio.translations.create", lambda: {"model": MODEL, "file": wave()}, ONCE),
    Operation("audio.speech.create", lambda: {"model": MODEL, "voice": "a", "input": QUESTION}, ONCE),
]

COHERE = [
    Operation("chat", lambda: {"model": MODEL, "messages": MESSAGES}),
    Operation("chat_stream", lambda: {"model": MODEL, "messages": MESSAGES}),
    Operation("embed", lambda: {"model": MODEL, "input_type": "search_query", "texts": [QUESTION], "embedding_types": ["float"]}),
    Operation("rerank", lambda: {"model": MODEL, "query": QUESTION, "documents": ["a"]}),
]
# The first version of that API asks with other arguments.
COHERE_V1 = [
    Operation("chat", lambda: {"model": MODEL, "message": QUESTION}),
    Operation("chat_stream", lambda: {"model": MODEL, "message": QUESTION}),
    *COHERE[2:],
]

OLLAMA = [
    Operation("chat", lambda: {"model": MODEL, "messages": MESSAGES}, ("plain", "stream")),
    Operation("generate", lambda: {"model": MODEL, "prompt": QUESTION}, ("plain", "stream")),
    Operation("embed", lambda: {"model": MODEL, "input": QUESTION}),
    Operation("embeddings", lambda: {"model": MODEL, "prompt": QUESTION}),
]

CLAUDE_ON_BEDROCK = "anthropic.claude-3-haiku-20240307-v1:0"


def bedrock():
    import json

    body = {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 9, "messages": MESSAGES}
    return {"modelId": CLAUDE_ON_BEDROCK, "body": json.dumps(body), "contentType": "application/json", "accept": "application/json"}


BEDROCK = [
    *(
        Operation(path, lambda: {"modelId": CLAUDE_ON_BEDROCK, "messages": [{"role": "user", "content": [{"text": QUESTION}]}]})
        for path in ("converse", "converse_stream")
    ),
    *(Operation(path, bedrock) for path in ("invoke_model", "invoke_model_with_response_stream")),
]


class Absent(Exception):
    """This version of the SDK has no such operation, or not in this form."""


# Of libraries that have no class of their own for coroutines.
ASYNCHRONOUS = [operation for operation in LITELLM + GENAI + LANGCHAIN if operation.path.startswith("a")]
ASYNCHRONOUS += [operation for operation in MISTRAL if operation.path.endswith("_async")]


def bound(client, path, form):
    *parents, method = path.split(".")
    try:
        for parent in parents:
            client = getattr(client, parent)
        if form in ("raw", "raw_stream"):
            client = client.with_raw_response
        if form == "manager":
            client = client.with_streaming_response
        return getattr(client, method)
    except AttributeError as error:
        raise Absent(str(error)) from None


def call(client, operation, form):
    """Makes the call, and reads all that it answers. What the SDK waits for is waited for."""
    function = bound(client, operation.path, form)
    arguments = operation.arguments()
    if form.endswith("stream"):
        arguments["stream"] = True
    asynchronous = "Async" in type(client).__name__ or operation in ASYNCHRONOUS
    streams = form.endswith("stream") or operation.path.removesuffix("_async").endswith(("stream", "tool_runner"))
    LOOP.run_until_complete(read(function, arguments, streams)) if asynchronous else read_now(function, arguments, streams)


def read_now(function, arguments, streams):
    result = function(**arguments)
    if hasattr(result, "__enter__") and not hasattr(result, "__next__"):
        with result as opened:
            drain(opened, streams)
    else:
        drain(result, streams)


def drain(result, streams):
    if "ResponseMetadata" in (result if isinstance(result, dict) else ()):
        result = iter(result["stream"]) if "stream" in result else result.get("body", result)
    if hasattr(result, "parse") and not isinstance(result, BaseModel):
        result = result.parse()
    if hasattr(result, "read"):
        result.read()
    elif streams and hasattr(result, "__next__"):
        for _ in result:
            pass
    elif hasattr(result, "until_done"):
        result.until_done()


async def read(function, arguments, streams):
    result = function(**arguments)
    if inspect.isawaitable(result):
        result = await result
    if hasattr(result, "__aenter__") and not hasattr(result, "__anext__"):
        async with result as opened:
            await drain_later(opened, streams)
    else:
        await drain_later(result, streams)


async def drain_later(result, streams):
    if hasattr(result, "parse") and not isinstance(result, BaseModel):
        result = result.parse()
        if inspect.isawaitable(result):
            result = await result
    if hasattr(result, "aread"):
        await result.aread()
    elif streams and hasattr(result, "__anext__"):
        async for _ in result:
            pass
    elif hasattr(result, "until_done"):
        await result.until_done()
