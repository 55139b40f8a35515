import pytest
from anthropic import Anthropic
from openai import OpenAI

pytest_plugins = ["plugin"]


@pytest.fixture
def llm():
    return OpenAI()


@pytest.fixture(name="renamed", scope="session")
def make_renamed():
    with OpenAI() as client:
        yield client


@pytest.fixture
def wrapped(llm):
    return [llm]


@pytest.fixture
def near():
    return Anthropic()


def plain():
    return OpenAI()
