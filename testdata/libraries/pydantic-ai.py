from pydantic_ai.models.wrapper import WrapperModel
from pydantic_ai import Agent, Embedder
from pydantic_ai.models.wrapper import WrapperModel
from pydantic_ai.direct import model_request_sync
from pydantic_ai.direct import model_request_batch
from pydantic_ai.embeddings.openai import OpenAIEmbeddingModel
from pydantic_ai.images import ImageGenerator
from pydantic_ai.images.openai import OpenAIImageGenerationModel
from pydantic_ai.ag_ui import run_ag_ui
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.ui.ag_ui import AGUIAdapter
from pydantic_ai.ui.vercel_ai import VercelAIAdapter

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


async def models(text: str, messages: list, settings, parameters):
    vectors_of = OpenAIEmbeddingModel("text-embedding-3-small")
    await vectors_of.max_input_tokens()
    await vectors_of.embed(text, input_type="query")  #~ MIMA001 pydantic_ai.embeddings.openai.OpenAIEmbeddingModel.embed model=text-embedding-3-small
    await OpenAIImageGenerationModel("gpt-image-1").generate(text)  #~ MIMA001 pydantic_ai.images.openai.OpenAIImageGenerationModel.generate model=gpt-image-1
    await model_request_batch("openai:gpt-4o", [messages])  #~ MIMA001 pydantic_ai.direct.model_request_batch model=openai:gpt-4o
    model = AnthropicModel("claude-sonnet-4-0")
    await model.count_tokens(messages, settings, parameters)
    return await model.request(messages, settings, parameters)  #~ MIMA001 pydantic_ai.models.anthropic.AnthropicModel.request model=claude-sonnet-4-0


def pictures(text: str):
    return ImageGenerator("openai:gpt-image-1").generate_sync(text)  #~ MIMA001 pydantic_ai.images.ImageGenerator.generate_sync model=openai:gpt-image-1


async def many(model: AnthropicModel, requests: list):
    batch = await model.batch_create(requests)  #~ MIMA001 pydantic_ai.models.anthropic.AnthropicModel.batch_create
    return await model.batch_status(batch)


async def respond(request):
    adapter = await AGUIAdapter.from_request(request, agent=agent)
    events = adapter.run_stream()  #~ MIMA001 pydantic_ai.ui.ag_ui.AGUIAdapter.run_stream
    return adapter.streaming_response(events)


async def chat(request):
    return await VercelAIAdapter.dispatch_request(request, agent=agent)  #~ MIMA001 pydantic_ai.ui.vercel_ai.VercelAIAdapter.dispatch_request


async def before_the_adapters(run_input):
    async for event in run_ag_ui(agent, run_input):  #~ MIMA001 pydantic_ai.ag_ui.run_ag_ui
        yield event


class Wrapping(WrapperModel):
    async def request(self, messages, settings, parameters):
        return await self.wrapped.request(messages, settings, parameters)  #~ MIMA001 pydantic_ai.models.Model.request
