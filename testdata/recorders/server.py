"""A server of inference APIs that answers from memory, and a backend that keeps what recorders send.

It speaks as much of each API as its SDK needs to return. What is posted below `/backend` is kept: recorders are pointed there.
"""

import base64
import gzip
import json
import struct
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

# What calls ask and what they are answered, so that a record shows whether it holds either. The answer is JSON, for calls that parse it.
QUESTION = "probe-question"
ANSWER = '{"answer": "probe-answer"}'

USAGE = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}


def chat(body):
    message = {"role": "assistant", "content": ANSWER, "refusal": None}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    return {"id": "c1", "object": "chat.completion", "created": 1, "model": body.get("model", "m"), "choices": [choice], "usage": USAGE}


def chat_chunks(body):
    base = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": body.get("model", "m")}
    yield {**base, "choices": [{"index": 0, "delta": {"role": "assistant", "content": ANSWER}, "finish_reason": None}]}
    yield {**base, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
    if body.get("stream_options"):
        yield {**base, "choices": [], "usage": USAGE}


def completion(body):
    choice = {"index": 0, "text": ANSWER, "finish_reason": "stop", "logprobs": None}
    return {"id": "t1", "object": "text_completion", "created": 1, "model": body.get("model", "m"), "choices": [choice], "usage": USAGE}


def response(body, status="completed"):
    part = {"type": "output_text", "text": ANSWER, "annotations": [], "logprobs": []}
    message = {"id": "m1", "type": "message", "role": "assistant", "status": "completed", "content": [part]}
    usage = {
        "input_tokens": 1,
        "output_tokens": 1,
        "total_tokens": 2,
        "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
        "output_tokens_details": {"reasoning_tokens": 0},
    }
    return {
        "id": "r1",
        "object": "response",
        "created_at": 1,
        "status": status,
        "model": body.get("model", "m"),
        "output": [message] if status == "completed" else [],
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
        "error": None,
        "incomplete_details": None,
        "instructions": None,
        "metadata": {},
        "temperature": 1.0,
        "top_p": 1.0,
        "text": {"format": {"type": "text"}},
        "usage": usage if status == "completed" else None,
    }


def response_events(body):
    whole = response(body)
    message, part = whole["output"][0], whole["output"][0]["content"][0]
    where = {"item_id": "m1", "output_index": 0, "content_index": 0}
    yield {"type": "response.created", "response": response(body, "in_progress")}
    yield {"type": "response.output_item.added", "output_index": 0, "item": {**message, "content": [], "status": "in_progress"}}
    yield {"type": "response.content_part.added", **where, "part": {**part, "text": ""}}
    yield {"type": "response.output_text.delta", **where, "delta": ANSWER, "logprobs": []}
    yield {"type": "response.output_text.done", **where, "text": ANSWER, "logprobs": []}
    yield {"type": "response.content_part.done", **where, "part": part}
    yield {"type": "response.output_item.done", "output_index": 0, "item": message}
    yield {"type": "response.completed", "response": whole}


def message(body):
    return {
        "id": "a1",
        "type": "message",
        "role": "assistant",
        "model": body.get("model", "m"),
        "content": [{"type": "text", "text": ANSWER}],
        "stop_reason": "end_turn",
        "stop_sequence": None,
        "usage": {"input_tokens": 1, "output_tokens": 1},
    }


def message_events(body):
    yield {"type": "message_start", "message": {**message(body), "content": [], "stop_reason": None}}
    yield {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
    yield {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": ANSWER}}
    yield {"type": "content_block_stop", "index": 0}
    yield {"type": "message_delta", "delta": {"stop_reason": "end_turn", "stop_sequence": None}, "usage": {"output_tokens": 1}}
    yield {"type": "message_stop"}


def gemini(_body):
    usage = {"promptTokenCount": 1, "candidatesTokenCount": 1, "totalTokenCount": 2}
    content = {"role": "model", "parts": [{"text": ANSWER}]}
    return {"candidates": [{"content": content, "finishReason": "STOP", "index": 0}], "usageMetadata": usage, "modelVersion": "m"}


def cohere(_body):
    usage = {"tokens": {"input_tokens": 1, "output_tokens": 1}}
    message = {"role": "assistant", "content": [{"type": "text", "text": ANSWER}]}
    return {"id": "h1", "finish_reason": "COMPLETE", "message": message, "usage": usage}


def cohere_events(body):
    start = {"role": "assistant", "content": [], "tool_plan": "", "tool_calls": [], "citations": []}
    yield {"type": "message-start", "id": "h1", "delta": {"message": start}}
    yield {"type": "content-start", "index": 0, "delta": {"message": {"content": {"type": "text", "text": ""}}}}
    yield {"type": "content-delta", "index": 0, "delta": {"message": {"content": {"text": ANSWER}}}}
    yield {"type": "content-end", "index": 0}
    yield {"type": "message-end", "delta": {"finish_reason": "COMPLETE", "usage": cohere(body)["usage"]}}


def cohere_v1(_body):
    tokens = {"input_tokens": 1, "output_tokens": 1}
    meta = {"api_version": {"version": "1"}, "billed_units": tokens, "tokens": tokens}
    return {"text": ANSWER, "generation_id": "h1", "response_id": "h2", "finish_reason": "COMPLETE", "chat_history": [], "meta": meta}


def cohere_v1_events(body):
    yield {"event_type": "stream-start", "generation_id": "h1", "is_finished": False}
    yield {"event_type": "text-generation", "text": ANSWER, "is_finished": False}
    yield {"event_type": "stream-end", "finish_reason": "COMPLETE", "response": cohere_v1(body), "is_finished": True}


def cohere_embeddings(body):
    lists = {"id": "e1", "embeddings": [[0.1]], "texts": ["a"], "response_type": "embeddings_floats"}
    return {**lists, "embeddings": {"float": [[0.1]]}, "response_type": "embeddings_by_type"} if "embedding_types" in body else lists


def ollama(body):
    spent = {"done_reason": "stop", "prompt_eval_count": 1, "eval_count": 1, "total_duration": 1, "load_duration": 1, "eval_duration": 1}
    return {"model": body.get("model", "m"), "created_at": "2026-01-01T00:00:00Z", "done": True, **spent}


def ollama_chat(body):
    return {**ollama(body), "message": {"role": "assistant", "content": ANSWER}}


def ollama_completion(body):
    return {**ollama(body), "response": ANSWER}


def converse(_body):
    usage = {"inputTokens": 1, "outputTokens": 1, "totalTokens": 2}
    message = {"role": "assistant", "content": [{"text": ANSWER}]}
    return {"output": {"message": message}, "stopReason": "end_turn", "usage": usage, "metrics": {"latencyMs": 1}}


def converse_events(body):
    yield "messageStart", {"role": "assistant"}
    yield "contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": ANSWER}}
    yield "contentBlockStop", {"contentBlockIndex": 0}
    yield "messageStop", {"stopReason": "end_turn"}
    yield "metadata", {"usage": converse(body)["usage"], "metrics": {"latencyMs": 1}}


def invoke_events(body):
    for event in message_events(body):
        yield "chunk", {"bytes": base64.b64encode(json.dumps(event).encode()).decode()}


def video(_body):
    return {"id": "v1", "object": "video", "created_at": 1, "model": "m", "status": "completed", "progress": 100, "seconds": "4", "size": "1x1"}


def run(status):
    return {
        "id": "run1",
        "object": "thread.run",
        "thread_id": "t1",
        "assistant_id": "a1",
        "status": status,
        "created_at": 1,
        "model": "m",
        "instructions": "",
        "tools": [],
        "metadata": {},
        "parallel_tool_calls": True,
    }


# What stands at the end of a path, and what is answered.
ANSWERS = {
    "chat/completions": chat,
    "v1/messages": message,
    "messages/batches": lambda _: {
        "id": "b1",
        "type": "message_batch",
        "processing_status": "in_progress",
        "created_at": "2026-01-01T00:00:00Z",
        "expires_at": "2026-01-02T00:00:00Z",
        "request_counts": {"processing": 1, "succeeded": 0, "errored": 0, "canceled": 0, "expired": 0},
    },
    "completions": completion,
    "fim/completions": chat,
    "agents/completions": chat,
    "responses/compact": lambda _: {"id": "r1", "object": "response.compaction", "created_at": 1, "output": [], "usage": response({})["usage"]},
    "responses": response,
    "embeddings": lambda body: {
        "id": "e1",
        "object": "list",
        "model": body.get("model", "m"),
        "data": [{"object": "embedding", "index": 0, "embedding": [0.1, 0.2]}],
        "usage": {"prompt_tokens": 1, "total_tokens": 1},
    },
    "images/generations": lambda _: {"created": 1, "data": [{"b64_json": "aGk="}]},
    "images/edits": lambda _: {"created": 1, "data": [{"b64_json": "aGk="}]},
    "images/variations": lambda _: {"created": 1, "data": [{"b64_json": "aGk="}]},
    "audio/transcriptions": lambda _: {"text": ANSWER},
    "audio/translations": lambda _: {"text": ANSWER},
    "moderations": lambda _: {"id": "m1", "model": "m", "results": [{"flagged": False, "categories": {}, "category_scores": {}}]},
    "videos": video,
    "videos/v1": video,
    "batches": lambda _: {"id": "b1", "object": "batch", "status": "validating", "endpoint": "/", "input_file_id": "f1", "completion_window": "24h", "created_at": 1},
    "fine_tuning/jobs": lambda _: {"id": "j1", "object": "fine_tuning.job", "status": "queued", "created_at": 1, "model": "m"},
    "threads/runs": lambda _: run("queued"),
    "threads/t1/runs": lambda _: run("queued"),
    "runs/run1": lambda _: run("completed"),
    "v2/chat": cohere,
    "v1/chat": cohere_v1,
    "v1/embed": cohere_embeddings,
    "v2/embed": cohere_embeddings,
    "api/chat": ollama_chat,
    "api/generate": ollama_completion,
    "api/embed": lambda body: {**ollama(body), "embeddings": [[0.1]]},
    "api/embeddings": lambda _: {"embedding": [0.1]},
    "/converse": converse,
    "/invoke": message,
    "rerank": lambda _: {"id": "k1", "results": [{"index": 0, "relevance_score": 0.5}], "meta": {}},
    ":generateContent": gemini,
    ":batchEmbedContents": lambda _: {"embeddings": [{"values": [0.1]}]},
    ":embedContent": lambda _: {"embedding": {"values": [0.1]}},
}

def sent(events, end=""):
    """Server-sent events."""
    name = lambda event: "event: %s\n" % event["type"] if "type" in event else ""
    return "text/event-stream", lambda body: ("".join(name(event) + "data: %s\n\n" % json.dumps(event) for event in events(body)) + end).encode()


def lines(events):
    """A JSON text a line."""
    return "application/x-ndjson", lambda body: "".join(json.dumps(event) + "\n" for event in events(body)).encode()


def framed(events):
    """Frames of Amazon's event streams: lengths, headers, a payload, and checksums."""

    def frame(kind, payload):
        headers = b""
        for name, value in ((":message-type", "event"), (":event-type", kind), (":content-type", "application/json")):
            headers += struct.pack("!B", len(name)) + name.encode() + struct.pack("!BH", 7, len(value)) + value.encode()
        payload = json.dumps(payload).encode()
        prelude = struct.pack("!II", 16 + len(headers) + len(payload), len(headers))
        whole = prelude + struct.pack("!I", zlib.crc32(prelude)) + headers + payload
        return whole + struct.pack("!I", zlib.crc32(whole))

    return "application/vnd.amazon.eventstream", lambda body: b"".join(frame(*event) for event in events(body))


# The same for what streams: the type of what is sent, and what is.
DONE = "data: [DONE]\n\n"
STREAMS = {
    "chat/completions": sent(chat_chunks, DONE),
    "v1/messages": sent(message_events),
    "fim/completions": sent(chat_chunks, DONE),
    "agents/completions": sent(chat_chunks, DONE),
    "completions": sent(lambda body: [completion(body)], DONE),
    "responses": sent(response_events),
    ":streamGenerateContent": sent(lambda body: [gemini(body)]),
    "v2/chat": sent(cohere_events),
    "v1/chat": lines(cohere_v1_events),
    "api/chat": lines(lambda body: [{**ollama_chat(body), "done": False}, ollama_chat(body)]),
    "api/generate": lines(lambda body: [{**ollama_completion(body), "done": False}, ollama_completion(body)]),
    "/converse-stream": framed(converse_events),
    "/invoke-with-response-stream": framed(invoke_events),
}


def ending(table, path):
    """The entry of the longest key that the path ends with."""
    found = [key for key in table if path.endswith(key)]
    return table[max(found, key=len)] if found else None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16  # one packet an answer: the second of two would wait for an acknowledgement

    def log_message(self, *_):
        pass

    def answer(self, data, kind="application/json", status=200):
        data = data if isinstance(data, bytes) else json.dumps(data).encode()
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        path = urlsplit(self.path).path
        known = None if path.startswith("/backend") else ending(ANSWERS, path)
        self.answer(known({}) if known else self.server.backend(path, None))

    def body(self):
        if self.headers.get("transfer-encoding") == "chunked":
            data = b""
            while size := int(self.rfile.readline(), 16):
                data += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            data = self.rfile.read(int(self.headers.get("content-length") or 0))
        encoding = self.headers.get("content-encoding")
        if encoding == "gzip":
            return gzip.decompress(data)
        if encoding == "deflate":
            return zlib.decompress(data)
        if encoding == "zstd":
            import zstandard

            return zstandard.ZstdDecompressor().decompressobj().decompress(data)
        return data

    def do_POST(self):
        path, data = urlsplit(self.path).path, self.body()
        try:
            body = json.loads(data)
        except ValueError:
            body = {}
        asked = body if isinstance(body, dict) else {}
        if path.startswith("/backend"):
            with self.server.lock:
                self.server.kept.append((path, data.decode("utf-8", "replace")))
            return self.answer(self.server.backend(path, body))
        with self.server.lock:
            self.server.seen.append((path, data.decode("utf-8", "replace")))
        if path.endswith("audio/speech"):
            return self.answer(b"sound", "audio/mpeg")
        stream = ending(STREAMS, path) if asked.get("stream") or b'name="stream"' in data or "stream" in path else None
        if stream:
            kind, answer = stream
            return self.answer(answer(asked), kind)
        known = ending(ANSWERS, path)
        self.answer(known(asked) if known else {"error": "unknown path"}, status=200 if known else 404)

    do_PUT = do_PATCH = do_DELETE = do_POST


class Server(ThreadingHTTPServer):
    """`kept` is what recorders posted: paths and bodies. `seen` is what inference APIs were asked.

    `used` holds clients that close when nobody does.
    """

    daemon_threads = True

    def __init__(self, backend=lambda path, body: {}):
        super().__init__(("127.0.0.1", 0), Handler)
        self.kept, self.seen, self.used, self.backend, self.lock = [], [], [], backend, threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return "http://127.0.0.1:%d" % self.server_port

    def take(self):
        """What was posted since this was last asked."""
        with self.lock:
            kept, self.kept = self.kept, []
        return kept

    def asked(self):
        """What inference APIs were asked since this was last asked."""
        with self.lock:
            seen, self.seen = self.seen, []
        return [body for _, body in seen]
