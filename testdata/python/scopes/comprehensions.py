"""A comprehension has a scope of its own; a walrus in it binds outside."""
from openai import OpenAI


class Recorder:
    class responses:
        @staticmethod
        def create(input):
            return input


client = OpenAI()

# The target is the comprehension's own and hides the module's client inside.
[client.responses.create(input="x") for client in [Recorder()]]
{client.responses.create(input="x") for client in [Recorder()]}
{1: client.responses.create(input="x") for client in [Recorder()]}
list(client.responses.create(input="x") for client in [Recorder()])

# It has not changed the module's.
client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create

# The first iterable is evaluated outside.
[client.count for client in [client.responses.create(input="x")]]  #~ MIMA001 openai.OpenAI.responses.create

# Nested: the inner one sees the outer one's target.
[[inner.responses.create(input="x") for inner in outer] for outer in [[OpenAI()]]]  #~ MIMA001 openai.OpenAI.responses.create

# Targets come into being from left to right.
[b.responses.create(input="x") for a in [OpenAI()] for b in [a]]  #~ MIMA001 openai.OpenAI.responses.create

# A condition sees the targets.
[1 for handle in [client] if handle.responses.create(input="x")]  #~ MIMA001 openai.OpenAI.responses.create

# A walrus binds in the scope around the comprehension.
[found := OpenAI() for _ in range(1)]
found.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def in_a_function(texts):
    own = OpenAI()
    results = {text: own.responses.create(input=text) for text in texts}  #~ MIMA001 openai.OpenAI.responses.create
    generator = (own.embeddings.create(model="e", input=text) for text in texts)  #~ MIMA001 openai.OpenAI.embeddings.create model=e
    return results, list(generator)


async def asynchronous(handles):
    clients = [OpenAI()]
    return [await c.responses.create(input="x") async for c in stream(clients)]  #~ MIMA001 openai.OpenAI.responses.create


async def stream(clients):
    for one in clients:
        yield one
