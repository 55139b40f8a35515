# What is put into a container later may be what is taken out of it, whatever was written there.
import contextlib

from mima_governance import MimaGovernance
from openai import OpenAI

class Quiet:
    def trace(self, name):
        return contextlib.nullcontext()

mima = MimaGovernance()
markers = {"a": mima}
markers["a"] = Quiet()

def ask(q):
    with markers.get("a").trace("x"):
        return OpenAI().chat.completions.create(model="m", messages=q)  #~ MIMA001 openai.OpenAI.chat.completions.create

def ask2(q):
    with markers["a"].trace("x"):
        return OpenAI().chat.completions.create(model="m", messages=q)  #~ MIMA001 openai.OpenAI.chat.completions.create

more = {"a": mima}
more.update(a=Quiet())
third = {"a": mima}
third.update({"a": Quiet()})
fourth = [mima]
fourth[0] = Quiet()
fifth = [mima]
fifth.insert(0, Quiet())
sixth = {"a": mima}
sixth.setdefault("b", Quiet())
seventh = dict(a=mima)
seventh["a"] = Quiet()
eighth = {"a": mima}
del eighth["a"]
ninth = {"a": mima}

def b(q):
    with more.get("a").trace("x"):
        return OpenAI().chat.completions.create(model="m", messages=q)  #~ MIMA001 openai.OpenAI.chat.completions.create

def c(q):
    with third.get("a").trace("x"):
        return OpenAI().chat.completions.create(model="m", messages=q)  #~ MIMA001 openai.OpenAI.chat.completions.create

def d(q):
    with fourth[0].trace("x"):
        return OpenAI().chat.completions.create(model="m", messages=q)  #~ MIMA001 openai.OpenAI.chat.completions.create

def e(q):
    with fifth[0].trace("x"):
        return OpenAI().chat.completions.create(model="m", messages=q)  #~ MIMA001 openai.OpenAI.chat.completions.create

def f(q):
    with fifth.pop().trace("x"):
        return OpenAI().chat.completions.create(model="m", messages=q)  #~ MIMA001 openai.OpenAI.chat.completions.create

def g(q):
    with seventh.get("a").trace("x"):
        return OpenAI().chat.completions.create(model="m", messages=q)  #~ MIMA001 openai.OpenAI.chat.completions.create

def h(q):
    with seventh["a"].trace("x"):
        return OpenAI().chat.completions.create(model="m", messages=q)  #~ MIMA001 openai.OpenAI.chat.completions.create

def i(q):
    with next(iter(fifth)).trace("x"):
        return OpenAI().chat.completions.create(model="m", messages=q)  #~ MIMA001 openai.OpenAI.chat.completions.create

def j(q):
    with list(seventh.values())[0].trace("x"):
        return OpenAI().chat.completions.create(model="m", messages=q)  #~ MIMA001 openai.OpenAI.chat.completions.create

def k(q):
    with ninth.get("a").trace("x"):
        return OpenAI().chat.completions.create(model="m", messages=q)  #~ attested openai.OpenAI.chat.completions.create by=mima_governance.MimaGovernance.trace

def l(q):
    for m in fifth:
        with m.trace("x"):
            OpenAI().chat.completions.create(model="m", messages=q)  #~ MIMA001 openai.OpenAI.chat.completions.create
