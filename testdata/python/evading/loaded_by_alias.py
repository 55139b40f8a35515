"""What imports has another name."""
from importlib import import_module as bring


def load():
    bring("openai").OpenAI().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
