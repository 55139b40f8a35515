"""Names that are put together, taken apart or decoded."""
import base64
import operator
import os
import zlib

from openai import OpenAI

client = OpenAI()


def known():
    getattr(client, "sesnopser"[::-1]).create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    getattr(client, "xxresponsesyy"[2:-2]).create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    getattr(client, "r.e.s.p.o.n.s.e.s"[::2]).create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    getattr(client, "\x72esp\u006fns\145s").create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    getattr(client, f"\x72{'esponses'}").create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    getattr(client, "RESPONSES".lower()).create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    getattr(client, "requests".replace("quest", "sponse")).create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    getattr(client, chr(114) + "esponses").create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    getattr(client, base64.b64decode("cmVzcG9uc2Vz").decode()).create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    getattr(client, bytes.fromhex("726573706f6e736573").decode()).create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    getattr(client, b"responses".decode()).create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    getattr(client, "".join(["resp", "onses"])).create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    getattr(client, "%s%s" % ("resp", "onses")).create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    getattr(client, "{a}onses".format(a="resp")).create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    getattr(client, r"responses").create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    operator.itemgetter("c")({"c": client}).responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a


def unknown(key, count):
    getattr(client, os.environ["NAME"]).create(model="a")  #~ MIMA003 openai.OpenAI.….create
    getattr(client, "responses"[:count]).create(model="a")  #~ MIMA003 openai.OpenAI.….create
    getattr(client, zlib.decompress(key).decode()).create(model="a")  #~ MIMA003 openai.OpenAI.….create
    getattr(client, "".join(chr(c) for c in key)).create(model="a")  #~ MIMA003 openai.OpenAI.….create


def others():
    # What the text says is no way to a call.
    getattr(client, "responses"[::-1]).create(model="a")
    getattr(client, "responses"[:3]).create(model="a")
    getattr(client, r"\x72esponses").create(model="a")
    getattr(client, "responses".upper()).create(model="a")
    getattr(client, base64.b64decode("bW9kZWxz").decode()).list()
