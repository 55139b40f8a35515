"""Responses that a method reads."""
import llm
from any_llm import acompletion, completion
from baml_client.sync_client import b
from mima_governance import MimaGovernance

mima = MimaGovernance()
model = llm.get_model("gpt-4o-mini")


@mima.attest()
def read_at_once(text):
    return model.prompt(text).text()  #~ attested llm.Model.prompt by=mima_governance.MimaGovernance.attest


@mima.attest()
def read_later(text):
    response = model.prompt(text)  #~ attested llm.Model.prompt by=mima_governance.MimaGovernance.attest
    return response.text()


def read_outside(text):
    with mima.trace("ask"):
        response = model.prompt(text)  #~ MIMA011 llm.Model.prompt
    return response.text()


@mima.attest()
def final(text):
    return b.stream.Extract(text).get_final_response()  #~ attested baml_client.sync_client.BamlSyncClient.stream.Extract by=mima_governance.MimaGovernance.attest


def final_outside(text):
    with mima.trace("ask"):
        stream = b.stream.Extract(text)  #~ MIMA011 baml_client.sync_client.BamlSyncClient.stream.Extract
    return stream.get_final_response()


def streamed_outside(messages):
    with mima.trace("ask"):
        stream = completion("openai:gpt-4o", messages, stream=True)  #~ MIMA011 any_llm.completion model=openai:gpt-4o
        whole = completion("openai:gpt-4o", messages)  #~ attested any_llm.completion by=mima_governance.MimaGovernance.trace
    return whole, [chunk for chunk in stream]


async def awaited_inside_and_read_outside(messages):
    with mima.trace("ask"):
        stream = await acompletion("openai:gpt-4o", messages, stream=True)  #~ MIMA011 any_llm.acompletion model=openai:gpt-4o
        whole = await acompletion("openai:gpt-4o", messages)  #~ attested any_llm.acompletion by=mima_governance.MimaGovernance.trace
    async for chunk in stream:
        print(chunk)
    return whole
