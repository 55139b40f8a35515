"""Handles in containers: by literal key, by index, by iterating."""
from collections import OrderedDict, defaultdict, deque, namedtuple
from types import SimpleNamespace

from anthropic import Anthropic
from openai import OpenAI

clients = {"openai": OpenAI(), "anthropic": Anthropic(), "none": None}
pair = (OpenAI(), Anthropic())
handles = [OpenAI(), OpenAI()]


def literal_keys(text):
    clients["openai"].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    clients["anthropic"].messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create
    clients["none"].responses.create(input=text)  #~ MIMA003
    clients.get("openai").responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    clients.get("absent", clients["openai"]).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    pair[0].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    pair[-1].messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create
    pair[1].responses.create(input=text)
    {"x": {"y": OpenAI()}}["x"]["y"].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    handles[:1][0].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def key_in_a_constant(text, which):
    key = "openai"
    clients[key].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    clients[which].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    clients[f"{which},x".split(",")[0]].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    clients.pop(which).messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create


def filled_later(text):
    registry = {}
    registry["a"] = OpenAI()
    registry["a"].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    registry.setdefault("b", Anthropic()).messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create
    found = []
    found.append(OpenAI())
    found[0].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    updated = {}
    updated.update({"c": OpenAI()})
    updated["c"].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def iterating(text):
    for handle in handles:
        handle.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    for name, handle in {"a": OpenAI()}.items():
        handle.responses.create(input=name)  #~ MIMA001 openai.OpenAI.responses.create
        name.responses.create(input=name)  #~! MIMA003 -- it is a key, a string
    for handle in {"a": OpenAI()}.values():
        handle.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    for key in {"a": OpenAI()}:
        key.responses.create(input=text)
    for index, handle in enumerate(handles):
        handle.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
        index.responses.create(input=text)  #~! MIMA003 -- it is an index, a number
    for handle, word in zip(handles, text):
        handle.responses.create(input=word)  #~ MIMA001 openai.OpenAI.responses.create
    for left, right in [(OpenAI(), "x")]:
        left.responses.create(input=right)  #~ MIMA001 openai.OpenAI.responses.create
        right.responses.create(input=right)
    for handle in reversed(sorted(handles)):
        handle.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    next(iter(handles)).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def comprehensions(text):
    made = [OpenAI() for _ in range(3)]
    made[0].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    by_name = {name: OpenAI() for name in "ab"}
    by_name["a"].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    [handle.responses.create(input=text) for handle in made if handle]  #~ MIMA001 openai.OpenAI.responses.create
    generated = (OpenAI() for _ in range(3))
    next(generated).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def joined(text):
    everything = [*handles, None]
    everything[0].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    more = {**clients, "x": 1}
    more["openai"].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    both = handles + [None]
    both[0].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    union = clients | {}
    union["openai"].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def constructors(text):
    dict(a=OpenAI())["a"].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    list((OpenAI(),))[0].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    deque([OpenAI()]).popleft().responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    defaultdict(OpenAI)["x"].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    OrderedDict(a=OpenAI())["a"].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    space = SimpleNamespace(client=OpenAI())
    space.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


Pair = namedtuple("Pair", ["client", "name"])


def named_tuples(text):
    both = Pair(OpenAI(), "x")
    both.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


FACTORIES = {"openai": OpenAI, "anthropic": lambda: Anthropic(), "none": None}


def classes_in_a_table(text, kind):
    FACTORIES["openai"]().responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    FACTORIES["anthropic"]().messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create
    FACTORIES[kind]().responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def one_of_the_name(text):
    box = {}
    box["x"] = OpenAI()
    box["x"].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def another_of_the_name(text):
    box = {}
    box["x"].responses.create(input=text)  #~ MIMA003 responses.create


class Boxes:
    def __init__(self):
        self.boxes = {}

    def ask(self, text):
        return self.boxes["x"].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


class Filled(Boxes):
    def fill(self):
        self.boxes["x"] = OpenAI()
