import agentops
from openai import OpenAI

agentops.init(api_key="key", instrument_llm_calls=False)
client = OpenAI()


def ask(text):
    return client.chat.completions.create(model="m", messages=[])  #~ MIMA001 openai.OpenAI.chat.completions.create model=m
