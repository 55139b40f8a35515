from service.ai import client


async def ask(text):
    return await client.responses.create(input=text)  #~ MIMA001 openai.AsyncOpenAI.responses.create function=service.api.ask
