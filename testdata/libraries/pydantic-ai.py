from pydantic_ai import Agent, Embedder
from pydantic_ai.direct import model_request_sync

agent = Agent("openai:gpt-4o", system_prompt="Be brief")


@agent.tool_plain
def today() -> str:
    return "Monday"


def ask(question: str):
    with agent.override(model="test"):
        pass
    return agent.run_sync(question).output  #~ MIMA001 pydantic_ai.Agent.run_sync model=openai:gpt-4o


async def stream(question: str):
    async with agent.run_stream(question) as outcome:  #~ MIMA001 pydantic_ai.Agent.run_stream model=openai:gpt-4o
        async for text in outcome.stream_text():
            yield text


def direct(messages: list):
    return model_request_sync("anthropic:claude-3-5-haiku-latest", messages)  #~ MIMA001 pydantic_ai.direct.model_request_sync model=anthropic:claude-3-5-haiku-latest


def vectors(handle: Embedder):
    handle.describe()
    return handle.embed()  #~ MIMA001 pydantic_ai.Embedder.embed
