"""Tools that the agent's model may call."""
from langchain_core.tools import tool

from desk.clients import openai_client
from desk.governance import mima


@tool
@mima.attest(tool_name="search")
def search(text: str):
    """Searches."""
    return openai_client().responses.create(model="gpt-4o", input=text)


@mima.attest(tool_name="refund")
@tool
def refund(text: str):
    """Refunds."""
    return openai_client().responses.create(model="gpt-4o", input=text)
