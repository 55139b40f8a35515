from together import AsyncTogether, Client, Complete, Embeddings, Image, Together

client = Together()


def ask(prompt: str):
    names = client.models.list()
    return names, client.chat.completions.create(model="meta-llama/Llama-3-8b-chat-hf", messages=[])  #~ MIMA001 together.Together.chat.completions.create model=meta-llama/Llama-3-8b-chat-hf


async def draw(prompt: str):
    return await AsyncTogether().images.generate(model="black-forest-labs/FLUX.1-schnell", prompt=prompt)  #~ MIMA001 together.AsyncTogether.images.generate model=black-forest-labs/FLUX.1-schnell


def tune(path: str):
    stored = client.files.upload(file=path)
    return client.fine_tuning.create(training_file=stored.id, model="meta-llama/Llama-3-8b")  #~ MIMA001 together.Together.fine_tuning.create model=meta-llama/Llama-3-8b


def speech(handle: Client):
    handle.audio.speech.describe()
    return handle.audio.speech.create()  #~ MIMA001 together.Client.audio.speech.create


def batched(handle: Client):
    handle.batches.describe()
    return handle.batches.create()  #~ MIMA001 together.Client.batches.create


def complete(handle: Client):
    handle.completions.describe()
    return handle.completions.create()  #~ MIMA001 together.Client.completions.create


def before_1_0_complete():
    Complete.describe()
    return Complete.create()  #~ MIMA001 together.Complete.create


def vectors(handle: Client):
    handle.embeddings.describe()
    return handle.embeddings.create()  #~ MIMA001 together.Client.embeddings.create


def before_1_0_vectors():
    Embeddings.describe()
    return Embeddings.create()  #~ MIMA001 together.Embeddings.create


def before_1_0_draw():
    Image.describe()
    return Image.create()  #~ MIMA001 together.Image.create


def ranked(handle: Client):
    handle.rerank.describe()
    return handle.rerank.create()  #~ MIMA001 together.Client.rerank.create


def film(handle: Client):
    handle.videos.describe()
    return handle.videos.create()  #~ MIMA001 together.Client.videos.create


def before_2_0():
    client.batches.retrieve("b-1")
    return client.batches.create_batch("file-1", endpoint="/v1/chat/completions")  #~ MIMA001 together.Together.batches.create_batch
