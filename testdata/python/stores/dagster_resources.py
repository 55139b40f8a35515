from dagster import Definitions, OpExecutionContext, op, resource
from dagster_openai import OpenAIResource
from openai import OpenAI


@resource
def llm(context):
    return OpenAI()


@op(required_resource_keys={"llm", "claude"})
def ask(context):
    context.resources.llm.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    with context.resources.openai.get_client(context) as client:
        client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    context.resources.other.responses.create(input="x")


def typed(context: OpExecutionContext):
    context.resources.direct.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


defs = Definitions(resources={"llm": llm, "openai": OpenAIResource(api_key="x"), "direct": OpenAI()})
