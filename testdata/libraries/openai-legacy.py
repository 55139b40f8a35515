"""Scripts that were never moved to the SDK's 1.0."""
import openai
from openai import ChatCompletion, Completion, Image, Moderation

openai.api_type = "azure"


def complete(prompt):
    names = openai.Model.list()
    answer = openai.ChatCompletion.create(  #~ MIMA001 openai.ChatCompletion.create model=gpt-35-turbo
        engine="gpt-35-turbo",
        messages=[{"role": "user", "content": prompt}],
    )
    return names, answer


async def later(prompt):
    return await ChatCompletion.acreate(model="gpt-4", messages=[{"role": "user", "content": prompt}])  #~ MIMA001 openai.ChatCompletion.acreate model=gpt-4


def vector(text):
    return openai.Embedding.create(input=text, model="text-embedding-ada-002")["data"][0]["embedding"]  #~ MIMA001 openai.Embedding.create model=text-embedding-ada-002


def tune(path):
    uploaded = openai.File.create(file=open(path, "rb"), purpose="fine-tune")
    return openai.FineTune.create(training_file=uploaded.id)  #~ MIMA001 openai.FineTune.create


def listen(path):
    return openai.Audio.transcribe("whisper-1", open(path, "rb"))  #~ MIMA001 openai.Audio.transcribe model=whisper-1


def before_1_0_complete():
    Completion.describe()
    return Completion.acreate()  #~ MIMA001 openai.Completion.acreate


def before_1_0_draw():
    Image.describe()
    return Image.acreate()  #~ MIMA001 openai.Image.acreate


def before_1_0_moderate():
    Moderation.describe()
    return Moderation.acreate()  #~ MIMA001 openai.Moderation.acreate
