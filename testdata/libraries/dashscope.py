from http import HTTPStatus

import dashscope
from dashscope import AioVideoSynthesis, Application, Generation, ImageSynthesis, Runs, TextReRank
from dashscope.audio.asr import Recognition
from dashscope.audio.tts_v2 import SpeechSynthesizer


def ask(messages: list):
    size = dashscope.Tokenization.call(model="qwen-turbo", messages=messages)
    reply = Generation.call(model="qwen-max", messages=messages)  #~ MIMA001 dashscope.Generation.call model=qwen-max
    return size, reply.output if reply.status_code == HTTPStatus.OK else None


def draw(prompt: str):
    task = ImageSynthesis.async_call(model="wanx-v1", prompt=prompt)  #~ MIMA001 dashscope.ImageSynthesis.async_call model=wanx-v1
    return ImageSynthesis.wait(task)


def vectors(texts: list):
    return dashscope.TextEmbedding.call(dashscope.TextEmbedding.Models.text_embedding_v2, texts)  #~ MIMA001 dashscope.TextEmbedding.call


def run_agent():
    Application.describe()
    return Application.call()  #~ MIMA001 dashscope.Application.call


def assist():
    Runs.describe()
    return Runs.create()  #~ MIMA001 dashscope.Runs.create


def speech(handle: Recognition):
    handle.describe()
    return handle.call()  #~ MIMA001 dashscope.audio.asr.Recognition.call


def ranked():
    TextReRank.describe()
    return TextReRank.call()  #~ MIMA001 dashscope.TextReRank.call


def film():
    AioVideoSynthesis.describe()
    return AioVideoSynthesis.async_call()  #~ MIMA001 dashscope.AioVideoSynthesis.async_call


def say(text: str):
    voice = SpeechSynthesizer(model="cosyvoice-v2", voice="longxiaochun")
    voice.get_last_request_id()
    return voice.call(text)  #~ MIMA001 dashscope.audio.tts_v2.SpeechSynthesizer.call model=cosyvoice-v2
