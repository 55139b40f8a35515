from functools import partial
from concurrent.futures import ThreadPoolExecutor
import asyncio
from llama_cpp import Llama
from transformers import pipeline
from sentence_transformers import SentenceTransformer

PIPES = {"gen": pipeline("text-generation"), "sum": pipeline("summarization")}


def outer(pipe, text):
    return inner(pipe, text)


def inner(p, text):
    return p(text)  #~ MIMA001 transformers.Pipeline confidence=medium


outer(pipeline("text-generation"), "x")


def pick(name, text):
    return PIPES[name](text)  #~ MIMA001 transformers.Pipeline


def pick2(name, text):
    pipe = PIPES.get(name)
    return pipe(text)  #~ MIMA001 transformers.Pipeline


class Runner:
    def __init__(self, pipe):
        self.pipe = pipe

    def run(self, text):
        return self.pipe(text)  #~ MIMA001 transformers.Pipeline confidence=medium


Runner(pipeline("text-generation")).run("x")


class Kept:
    def __init__(self):
        self.pipes = {}

    def add(self, name):
        self.pipes[name] = pipeline(name)

    def run(self, name, text):
        return self.pipes[name](text)  #~ MIMA001 transformers.Pipeline


def each(fn, texts):
    return [fn(t) for t in texts]  #~ MIMA001 transformers.Pipeline confidence=medium


each(pipeline("text-generation"), ["a"])


def callback(call, text):
    def nested():
        return call(text)  #~ MIMA001 transformers.Pipeline confidence=medium

    return nested()


callback(pipe_one := pipeline("text-generation"), "x")


def kwonly(text, *, generate):
    return generate(text)  #~ MIMA001 transformers.Pipeline confidence=medium


kwonly("x", generate=pipeline("text-generation"))


def spread(*pipes):
    for pipe in pipes:
        pipe("x")  #~ MIMA001 transformers.Pipeline confidence=medium


spread(pipeline("text-generation"), pipeline("summarization"))


def opts(**kw):
    return kw["pipe"]("x")  #~ MIMA001 transformers.Pipeline confidence=medium


opts(pipe=pipeline("text-generation"))


def given(fn):
    return fn("x")  #~ MIMA001 transformers.Pipeline confidence=medium


given(partial(pipeline("text-generation"), max_new_tokens=3))


def pool(texts):
    llm = Llama(model_path="m")
    with ThreadPoolExecutor() as ex:
        ex.submit(llm, "x")  #~ MIMA001 llama_cpp.Llama model=m
        list(ex.map(llm, texts))  #~ MIMA001 llama_cpp.Llama model=m
    return list(map(llm, texts))  #~ MIMA001 llama_cpp.Llama model=m


async def thread(llm: Llama):
    return await asyncio.to_thread(llm, "x")  #~ MIMA001 llama_cpp.Llama


def plain(fn, text):
    return fn(text)


plain(len, "x")
plain(str.upper, "x")


def lam(f):
    return f("x")


lam(lambda t: PIPES["gen"](t))  #~ MIMA001 transformers.Pipeline


class Cls:
    @classmethod
    def make(cls, fn):
        return cls(fn)

    def __init__(self, fn):
        self.fn = fn

    def __call__(self, text):
        return self.fn(text)  #~ MIMA001 transformers.Pipeline confidence=medium


Cls.make(pipeline("text-generation"))("x")


def optional(text, pipe=None):
    pipe = pipe or pipeline("text-generation")
    return pipe(text)  #~ MIMA001 transformers.Pipeline


def cond(text, pipe=None):
    if pipe is None:
        pipe = pipeline("text-generation")
    return pipe(text)  #~ MIMA001 transformers.Pipeline


def tup(pair):
    pipe, text = pair
    return pipe(text)  #~ MIMA001 transformers.Pipeline


tup((pipeline("text-generation"), "x"))
