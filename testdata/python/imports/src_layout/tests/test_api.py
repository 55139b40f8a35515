from service import ai


async def test_it():
    await ai.client.responses.create(input="x")  #~ MIMA001 openai.AsyncOpenAI.responses.create
