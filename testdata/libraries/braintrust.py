import braintrust
from anthropic import Anthropic
from braintrust import init_logger, wrap_anthropic, wrap_openai
from braintrust.integrations.anthropic import wrap_anthropic_client
from braintrust.integrations.mistral import wrap_mistral
from braintrust.oai import wrap_openai as wrap_openai_too
from mistralai import Mistral
from openai import OpenAI

init_logger(project="desk")
client = wrap_openai(OpenAI())
again = wrap_openai_too(OpenAI())
claude = wrap_anthropic(Anthropic())
former = wrap_anthropic_client(Anthropic())
mistral = wrap_mistral(Mistral(api_key="key"))


def ask(text):
    client.responses.create(model="gpt-4o", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o
    again.responses.create(model="gpt-4o", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o
    claude.messages.create(model="claude-sonnet-4-5", max_tokens=9, messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create model=claude-sonnet-4-5
    former.messages.create(model="claude-sonnet-4-5", max_tokens=9, messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create model=claude-sonnet-4-5
    return mistral.chat.complete(model="mistral-large", messages=[])  #~ MIMA001 mistralai.Mistral.chat.complete model=mistral-large
