import openai  # noqa: F401


def test_near(near):
    near.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium test=true
    near.messages.create(messages=[])


def test_above(llm):
    llm.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium test=true
