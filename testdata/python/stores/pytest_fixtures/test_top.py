import openai  # noqa: F401
from asking import summarise
from pytest import fixture


def test_llm(llm):
    llm.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium test=true


def test_renamed(renamed):
    renamed.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium test=true


def test_wrapped(wrapped):
    wrapped[0].responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium test=true


class TestOfClass:
    @fixture
    def own(self, llm):
        return llm

    def test_own(self, own):
        own.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium test=true


def test_none(make_renamed, plain, own):
    make_renamed.responses.create(input="x")  #~ MIMA003 responses.create
    plain.responses.create(input="x")  #~ MIMA003 responses.create
    own.responses.create(input="x")  #~ MIMA003 responses.create


def helper(llm):
    # No test: nobody fills its parameters by their names.
    llm.responses.create(input="x")  #~ MIMA003 responses.create


def test_near(near):
    near.messages.create(messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create confidence=medium test=true


def test_from_plugin(from_plugin):
    from_plugin.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium test=true


def test_summary(llm):
    assert summarise(llm, "x")
