import pytest
from openai import OpenAI


@pytest.fixture
def near(near):
    """The one above is another one."""
    return OpenAI()
