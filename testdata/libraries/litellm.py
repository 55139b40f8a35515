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


def assist():
    litellm.describe()
    return litellm.arun_thread()  #~ MIMA001 litellm.arun_thread


def speech():
    litellm.describe()
    return litellm.aspeech()  #~ MIMA001 litellm.aspeech


def batched():
    litellm.describe()
    return litellm.acreate_batch()  #~ MIMA001 litellm.acreate_batch


def complete():
    litellm.describe()
    return litellm.atext_completion()  #~ MIMA001 litellm.atext_completion


def tune():
    litellm.describe()
    return litellm.acreate_fine_tuning_job()  #~ MIMA001 litellm.acreate_fine_tuning_job


def draw():
    litellm.describe()
    return litellm.aimage_edit()  #~ MIMA001 litellm.aimage_edit


def moderate():
    litellm.describe()
    return litellm.amoderation()  #~ MIMA001 litellm.amoderation


def ranked():
    litellm.describe()
    return litellm.arerank()  #~ MIMA001 litellm.arerank


def respond():
    litellm.describe()
    return litellm.acompact_responses()  #~ MIMA001 litellm.acompact_responses


def film():
    litellm.describe()
    return litellm.avideo_edit()  #~ MIMA001 litellm.avideo_edit
