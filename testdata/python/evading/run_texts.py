"""Texts that run as code, and what is given to those that nobody knows."""
import builtins
import cProfile
import os
import subprocess
import sys
import timeit
import types
from itertools import accumulate

from openai import OpenAI

client = OpenAI()
name = "responses"


def known():
    eval("client." + "responses.create")(model="a")  #~ MIMA003 runs here as code
    eval(f"client.{name}.create")(model="a")  #~ MIMA003 runs here as code
    code = compile("client.responses.create(model='a')", "x", "exec")
    exec(code)  #~ MIMA003 runs here as code
    builtins.exec("client.responses.create(model='a')")  #~ MIMA003 runs here as code
    getattr(builtins, "ex" + "ec")("client.responses.create(model='a')")  #~ MIMA003 runs here as code
    types.FunctionType(compile("client.responses.create()", "x", "exec"), globals())()  #~ MIMA003 runs here as code
    timeit.timeit("client.responses.create(model='a')", globals=globals())  #~ MIMA003 runs here as code
    cProfile.run("client.responses.create(model='a')")  #~ MIMA003 runs here as code
    subprocess.run([sys.executable, "-c", "client.responses.create(model='a')"])  #~ MIMA003 runs here as code
    exec("c.responses.create(model='a')", {"c": client})  #~ MIMA003 runs here as code


def unknown(text):
    exec(os.environ["CODE"], {"client": client})  #~ MIMA003 `openai.OpenAI` is given to code
    eval(text)(client)  #~ MIMA003 `openai.OpenAI` is given to code
    list(accumulate([client, text, "create"], getattr))  #~ MIMA003 `openai.OpenAI` is given to code


def no_code(text, model):
    exec(text)
    exec(os.environ["CODE"], {"name": "x"})
    eval("client")
    subprocess.run(["ls", text])
    timeit.timeit("1 + 1")
    model.eval()
    map(getattr, [text], ["x"])
