from together import AsyncTogether, Together

client = Together()


def ask(prompt: str):
    names = client.models.list()
    return names, client.chat.completions.create(model="meta-llama/Llama-3-8b-chat-hf", messages=[])  #~ MIMA001 together.Together.chat.completions.create model=meta-llama/Llama-3-8b-chat-hf


async def draw(prompt: str):
    return await AsyncTogether().images.generate(model="black-forest-labs/FLUX.1-schnell", prompt=prompt)  #~ MIMA001 together.AsyncTogether.images.generate model=black-forest-labs/FLUX.1-schnell


def tune(path: str):
    stored = client.files.upload(file=path)
    return client.fine_tuning.create(training_file=stored.id, model="meta-llama/Llama-3-8b")  #~ MIMA001 together.Together.fine_tuning.create model=meta-llama/Llama-3-8b
