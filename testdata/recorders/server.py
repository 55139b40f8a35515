"""A server of inference APIs that answers from memory, and a backend that keeps what recorders send.

It speaks as much of each API as its SDK needs to return. What is posted below `/backend` is kept: recorders are pointed there.
"""

import gzip
import json
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
    "responses/compact": lambda _: {"id": "r1", "object": "response.compaction", "created_at": 1, "output": [], "usage": response({})["usage"]},
    "responses": response,
    "embeddings": lambda body: {
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
    "rerank": lambda _: {"id": "k1", "results": [{"index": 0, "relevance_score": 0.5}], "meta": {}},
    ":generateContent": gemini,
    ":batchEmbedContents": lambda _: {"embeddings": [{"values": [0.1]}]},
    ":embedContent": lambda _: {"embedding": {"values": [0.1]}},
}

# The same for what streams: the events, and what ends them.
DONE = "data: [DONE]\n\n"
STREAMS = {
    "chat/completions": (chat_chunks, DONE),
    "v1/messages": (message_events, ""),
    "completions": (lambda body: [completion(body)], DONE),
    "responses": (response_events, ""),
    ":streamGenerateContent": (lambda body: [gemini(body)], ""),
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
            events, end = stream
            name = lambda event: "event: %s\n" % event["type"] if "type" in event else ""
            lines = (name(event) + "data: %s\n\n" % json.dumps(event) for event in events(asked))
            return self.answer(("".join(lines) + end).encode(), "text/event-stream")
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
