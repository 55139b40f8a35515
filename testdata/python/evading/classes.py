"""Classes that give something else than their instances and attributes."""
from openai import OpenAI

client = OpenAI()


class Meta(type):
    def __call__(cls, *arguments):
        return OpenAI()


class Made(metaclass=Meta):
    pass


class New:
    def __new__(cls):
        return OpenAI()


class Plain:
    def __new__(cls):
        return super().__new__(cls)

    def create(self, **options):
        return options


class Subscribed:
    def __class_getitem__(cls, key):
        return OpenAI()


class Operated:
    def __add__(self, other):
        return client

    def __matmul__(self, other):
        return client

    def __rshift__(self, other):
        return other


class Reading:
    def __getattribute__(self, name):
        return getattr(client, name)


class Calculated:
    client = property(lambda self: OpenAI())
    create = staticmethod(client.responses.create)


class Swapped:
    pass


class Taken:
    def go(self):
        self.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a


Made().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
New().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
Plain().create(model="a")
Subscribed["x"].responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
(Operated() + 1).responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
(Operated() @ 1).responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
Reading().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
Calculated().client.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
swapped = Swapped()
swapped.__class__ = OpenAI
swapped.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
taken = OpenAI()
taken.__class__ = Taken
taken.go()
