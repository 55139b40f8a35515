"""Contract review."""
import anthropic
from anthropic import Anthropic, AnthropicBedrock, AsyncAnthropic


class Reviewer:
    def __init__(self, client: anthropic.Anthropic | None = None):
        self.client = client or anthropic.Anthropic()

    def review(self, text: str) -> str:
        size = self.client.messages.count_tokens(model="claude-sonnet-4-0", messages=[{"role": "user", "content": text}])
        message = self.client.messages.create(  #~ MIMA001 anthropic.Anthropic.messages.create model=claude-sonnet-4-0
            model="claude-sonnet-4-0", max_tokens=size.input_tokens, messages=[{"role": "user", "content": text}]
        )
        return message.content[0].text

    def overnight(self, requests: list):
        batch = self.client.messages.batches.create(requests=requests)  #~ MIMA001 anthropic.Anthropic.messages.batches.create
        return self.client.messages.batches.retrieve(batch.id)


async def stream(text: str):
    client = AsyncAnthropic()
    async with client.messages.stream(model="claude-opus-4-1", max_tokens=99, messages=[]) as events:  #~ MIMA001 anthropic.AsyncAnthropic.messages.stream model=claude-opus-4-1
        async for piece in events.text_stream:
            print(piece)


def on_bedrock(text: str):
    return AnthropicBedrock().messages.create(model="anthropic.claude-v2", max_tokens=9, messages=[])  #~ MIMA001 anthropic.AnthropicBedrock.messages.create model=anthropic.claude-v2


def old(prompt: str):
    return anthropic.Client("key").completion(prompt=prompt, model="claude-v1", max_tokens_to_sample=9)  #~ MIMA001 anthropic.Client.completion model=claude-v1


def run_agent(handle: Anthropic):
    handle.beta.deployments.describe()
    return handle.beta.deployments.run()  #~ MIMA001 anthropic.Anthropic.beta.deployments.run


def before_1_0_complete(handle: Anthropic):
    handle.completions.describe()
    return handle.completions.create()  #~ MIMA001 anthropic.Anthropic.completions.create


def many(requests: list):
    anthropic.Anthropic().beta.messages.batches.list()
    return anthropic.Anthropic().beta.messages.batches.create(requests=requests)  #~ MIMA001 anthropic.Anthropic.beta.messages.batches.create


def scheduled(handle: Anthropic, agent: str):
    handle.beta.deployments.create(agent=agent, environment_id="e", initial_events=[], name="by hand")
    handle.beta.deployments.create(  #~ MIMA001 anthropic.Anthropic.beta.deployments.create
        agent=agent, environment_id="e", initial_events=[], name="nightly", schedule={"expression": "0 3 * * *", "timezone": "UTC"}
    )
    handle.beta.deployments.update("d", schedule=None)


def with_tools(handle: Anthropic, tools: list):
    handle.beta.tools.describe()
    return handle.beta.tools.messages.create(model="claude-3-opus-20240229", max_tokens=9, tools=tools, messages=[])  #~ MIMA001 anthropic.Anthropic.beta.tools.messages.create model=claude-3-opus-20240229


def cached(handle: Anthropic):
    handle.beta.prompt_caching.describe()
    return handle.beta.prompt_caching.messages.create(model="claude-3-5-sonnet-20240620", max_tokens=9, messages=[])  #~ MIMA001 anthropic.Anthropic.beta.prompt_caching.messages.create model=claude-3-5-sonnet-20240620


def by_path(text: str):
    session = anthropic.Anthropic()
    session.post("/v1/messages", body={"model": "claude-sonnet-4-5"}, cast_to=dict)  #~ MIMA001 anthropic.Anthropic.post
    session.post("/v1/files", body={}, cast_to=dict)
    return session.get("/v1/models", cast_to=dict)
