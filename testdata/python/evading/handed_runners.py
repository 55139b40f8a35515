"""What runs texts is handed on, or kept; and texts that are computed."""
import ast
import builtins
import functools
import marshal
import zlib

from openai import OpenAI

client = OpenAI()
CODE = zlib.compress(b"")
tools = {"run": exec}


class Desk:
    run = staticmethod(exec)


def handed(text):
    list(map(exec, ["client.responses.create(model='a')"]))  #~ MIMA003 runs here as code
    functools.partial(exec, "client.responses.create(model='a')")()  #~ MIMA003 runs here as code
    tools["run"]("client.responses.create(model='a')")  #~ MIMA003 runs here as code
    vars(builtins)["exec"]("client.responses.create(model='a')")  #~ MIMA003 runs here as code
    __builtins__.__dict__["exec"]("client.responses.create(model='a')")  #~ MIMA003 runs here as code
    Desk.run("client.responses.create(model='a')")  #~ MIMA003 runs here as code


def computed(lines):
    exec("{}.responses.create(model='a')".format("client"))  #~ MIMA003 runs here as code
    exec("cliXnt.responses.create(model='a')".replace("X", "e"))  #~ MIMA003 runs here as code
    exec(compile(ast.parse("client.responses.create(model='a')"), "", "exec"))  #~ MIMA003 runs here as code
    exec(marshal.loads(marshal.dumps(compile("client.responses.create(model='a')", "", "exec"))))  #~ MIMA003 runs here as code
    exec(zlib.decompress(CODE))  #~ MIMA003 put together
    code = "".join(map(chr, lines))
    exec(code)  #~ MIMA003 put together


def others(text, path):
    tools["run"]("x = 1")
    list(map(exec, ["x = 1"]))
    exec("x = {}".format(1))
    exec(text.replace("a", "b"), {})
    exec(open(path).read())
    f"{1:{len('a')}}"
    f"{1:{client.responses.create(model='a')}}"  #~ MIMA001 openai.OpenAI.responses.create model=a
