import mem0
from mem0 import AsyncMemory, Memory, MemoryClient

memory = Memory.from_config({"llm": {"provider": "openai"}})


def remember(text: str, user: str):
    memory.delete("m-1")
    memory.add(text, user_id=user)  #~ MIMA001 mem0.Memory.add
    return memory.search(text, user_id=user), memory.get_all(user_id=user)  #~ MIMA001 mem0.Memory.search


async def later(text: str):
    return await AsyncMemory().add(text, user_id="u")  #~ MIMA001 mem0.AsyncMemory.add


def hosted(text: str, client: MemoryClient):
    client.get_all()
    client.generate_profile("u")  #~ MIMA001 mem0.MemoryClient.generate_profile
    return mem0.MemoryClient(api_key="from-the-vault").add(text, user_id="u")  #~ MIMA001 mem0.MemoryClient.add
