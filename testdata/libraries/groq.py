from groq import AsyncGroq, Client, Groq

client = Groq()


def fast(prompt: str):
    names = client.models.list()
    return names, client.chat.completions.create(model="llama-3.3-70b-versatile", messages=[])  #~ MIMA001 groq.Groq.chat.completions.create model=llama-3.3-70b-versatile


def listen(path: str):
    return client.audio.transcriptions.create(file=open(path, "rb"), model="whisper-large-v3")  #~ MIMA001 groq.Groq.audio.transcriptions.create model=whisper-large-v3


async def later(prompt: str):
    return await AsyncGroq().with_options(timeout=5).chat.completions.create(model="gemma2-9b-it", messages=[])  #~ MIMA001 groq.AsyncGroq.chat.completions.create model=gemma2-9b-it


def batched(handle: Client):
    handle.batches.describe()
    return handle.batches.create()  #~ MIMA001 groq.Client.batches.create


def vectors(handle: Client):
    handle.embeddings.describe()
    return handle.embeddings.create()  #~ MIMA001 groq.Client.embeddings.create
