"""One door to every provider."""
import litellm
from litellm import Router, acompletion, completion as ask

router = Router(model_list=[{"model_name": "fast", "litellm_params": {"model": "groq/llama-3.1-8b-instant"}}])


def answer(messages):
    size = litellm.token_counter(model="gpt-4o", messages=messages)
    reply = ask(model="anthropic/claude-3-5-sonnet-latest", messages=messages, max_tokens=size)  #~ MIMA001 litellm.completion model=anthropic/claude-3-5-sonnet-latest
    return reply, litellm.completion_cost(completion_response=reply)


async def later(messages):
    names = router.get_model_list()
    first = await router.acompletion("fast", messages=messages)  #~ MIMA001 litellm.Router.acompletion model=fast
    return names, first, await acompletion(model="gpt-4o", messages=messages)  #~ MIMA001 litellm.acompletion model=gpt-4o


def vectors(texts):
    return litellm.embedding(model="text-embedding-3-small", input=texts).data  #~ MIMA001 litellm.embedding model=text-embedding-3-small
