import openai  # noqa: F401


def summarise(client, text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=medium
