from perplexity import Client, Perplexity

client = Perplexity()


def ask(prompt: str):
    found = client.search.create(query=prompt)
    return found, client.chat.completions.create(model="sonar-pro", messages=[])  #~ MIMA001 perplexity.Perplexity.chat.completions.create model=sonar-pro


def batched(handle: Client):
    handle.batches.describe()
    return handle.batches.create()  #~ MIMA001 perplexity.Client.batches.create


def vectors(handle: Client):
    handle.contextualized_embeddings.describe()
    return handle.contextualized_embeddings.create()  #~ MIMA001 perplexity.Client.contextualized_embeddings.create


def respond(handle: Client):
    handle.decisions.describe()
    return handle.decisions.create()  #~ MIMA001 perplexity.Client.decisions.create
