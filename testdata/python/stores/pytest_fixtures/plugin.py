import pytest
from openai import OpenAI


@pytest.fixture
def from_plugin():
    return OpenAI()
