import any_llm
from mima_governance import MimaGovernance
from any_llm import AnyLLM, acompletion, aembedding, completion, create_batch, embedding


def ask(question: str):
    messages = [{"role": "user", "content": question}]
    print(any_llm.list_models("openai"))
    for chunk in completion(model="openai:gpt-4o-mini", messages=messages, stream=True):  #~ MIMA001 any_llm.completion model=openai:gpt-4o-mini
        print(chunk)
    any_llm.responses("openai:gpt-4o-mini", question)  #~ MIMA001 any_llm.responses model=openai:gpt-4o-mini
    any_llm.image_generation("openai:gpt-image-1", question)  #~ MIMA001 any_llm.image_generation model=openai:gpt-image-1
    any_llm.speech("openai:tts-1", question, voice="alloy")  #~ MIMA001 any_llm.speech model=openai:tts-1
    any_llm.moderation("openai:omni-moderation-latest", question)  #~ MIMA001 any_llm.moderation model=openai:omni-moderation-latest
    any_llm.rerank("cohere:rerank-v3.5", question, [question])  #~ MIMA001 any_llm.rerank model=cohere:rerank-v3.5
    return embedding("openai:text-embedding-3-small", question)  #~ MIMA001 any_llm.embedding model=openai:text-embedding-3-small


async def later(messages: list):
    stream = await acompletion(model="mistral:small", messages=messages, stream=True)  #~ MIMA001 any_llm.acompletion model=mistral:small
    async for chunk in stream:
        print(chunk)
    await acompletion(model="mistral:small", messages=messages)  #~ MIMA001 any_llm.acompletion model=mistral:small
    return await aembedding("mistral:embed", "text")  #~ MIMA001 any_llm.aembedding model=mistral:embed


def overnight(path: str):
    batch = create_batch("openai", path, endpoint="/v1/chat/completions")  #~ MIMA001 any_llm.create_batch
    return any_llm.retrieve_batch("openai", batch.id)


async def provider(messages: list):
    one = AnyLLM.create("mistral")
    one.list_models()
    one.completion("small", messages)  #~ MIMA001 any_llm.AnyLLM.completion model=small
    await one.acompletion("small", messages, stream=True)  #~ MIMA001 any_llm.AnyLLM.acompletion model=small
    await one.acreate_batch("requests.jsonl", endpoint="/v1/chat/completions")  #~ MIMA001 any_llm.AnyLLM.acreate_batch
    return await one.aembedding("embed", "text")  #~ MIMA001 any_llm.AnyLLM.aembedding model=embed


async def opened_inside(messages: list):
    mima, one = MimaGovernance(), AnyLLM.create("mistral")
    with mima.trace("ask"):
        first = await acompletion(model="mistral:small", messages=messages, stream=True)  #~ MIMA011 any_llm.acompletion model=mistral:small
        second = await one.acompletion("small", messages, stream=True)  #~ MIMA011 any_llm.AnyLLM.acompletion model=small
        third = await one.acompletion("small", messages)  #~ attested any_llm.AnyLLM.acompletion by=mima_governance.MimaGovernance.trace
        fourth = await acompletion(model="mistral:small", messages=messages)  #~ attested any_llm.acompletion by=mima_governance.MimaGovernance.trace model=mistral:small
    return third, fourth, [chunk async for chunk in first], [chunk async for chunk in second]
