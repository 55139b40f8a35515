# A method of a library's class that is wrapped is called by whoever calls the wrapper; handed on with its object it is called there.
from concurrent.futures import ThreadPoolExecutor

from openai import OpenAI
from openai.resources.responses import Responses

client = OpenAI()
executor = ThreadPoolExecutor()


def wrapped(method):
    def ask(self, *args, **kwargs):
        return method(self, *args, **kwargs)

    return ask


def patch(logger):
    Responses.create = wrapped(Responses.create)
    logger.note(Responses.create)
    executor.submit(Responses.create, client.responses, model="a")  #~ MIMA001 openai.resources.responses.Responses.create model=a
