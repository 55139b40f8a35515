from mem0 import AsyncMemory, Memory, MemoryClient
from mem0.embeddings.openai import OpenAIEmbedding
from mem0.llms.openai import OpenAILLM
from mem0.proxy.main import Mem0

memory = Memory.from_config({"llm": {"provider": "openai"}})


def remember(text: str, user: str):
    memory.add(text, user_id=user)  #~ MIMA001 mem0.Memory.add
    found = memory.search(text, filters={"user_id": user})  #~ MIMA001 mem0.Memory.search
    everything = memory.get_all(filters={"user_id": user})
    memory.update(everything["results"][0]["id"], text)  #~ MIMA001 mem0.Memory.update
    memory.history(everything["results"][0]["id"])
    memory.delete(everything["results"][0]["id"])
    return found, memory.get("1")


async def later(text: str):
    own = AsyncMemory()
    await own.add(text, user_id="u")  #~ MIMA001 mem0.AsyncMemory.add
    await own.get_all(filters={"user_id": "u"})


def hosted(text: str):
    client = MemoryClient(api_key="from-the-vault")
    client.add([{"role": "user", "content": text}], user_id="u")  #~ MIMA001 mem0.MemoryClient.add
    client.generate_profile("u")  #~ MIMA001 mem0.MemoryClient.generate_profile
    client.get_profile("u")
    client.batch_delete([{"memory_id": "1"}])
    return client.search(text, filters={"user_id": "u"})  #~ MIMA001 mem0.MemoryClient.search


def proxied(messages: list):
    client = Mem0()
    return client.chat.completions.create(messages=messages, model="gpt-4o-mini", user_id="u")  #~ MIMA001 mem0.proxy.main.Mem0.chat.completions.create model=gpt-4o-mini


def parts(text: str):
    OpenAILLM().generate_response([{"role": "user", "content": text}])  #~ MIMA001 mem0.llms.openai.OpenAILLM.generate_response
    return OpenAIEmbedding().embed(text, "search")  #~ MIMA001 mem0.embeddings.openai.OpenAIEmbedding.embed
