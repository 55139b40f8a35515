from vllm import LLM, SamplingParams
from vllm import AsyncLLMEngine

llm = LLM(model="facebook/opt-125m")


def write(prompts: list[str]):
    params = SamplingParams(temperature=0.8)
    outputs = llm.generate(prompts, params)  #~ MIMA001 vllm.LLM.generate model=facebook/opt-125m
    llm.sleep()
    return outputs


def talk(messages: list):
    return llm.chat(messages)  #~ MIMA001 vllm.LLM.chat model=facebook/opt-125m


def vectors(handle: LLM):
    handle.describe()
    return handle.embed()  #~ MIMA001 vllm.LLM.embed


def ranked(handle: LLM):
    handle.describe()
    return handle.score()  #~ MIMA001 vllm.LLM.score


async def served(prompt: str, parameters, arguments):
    engine = AsyncLLMEngine.from_engine_args(arguments)
    async for output in engine.generate(prompt, parameters, request_id="r-1"):  #~ MIMA001 vllm.AsyncLLMEngine.generate
        print(output)
    await engine.abort("r-1")
