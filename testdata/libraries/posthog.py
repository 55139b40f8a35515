from posthog import Posthog
from posthog.ai.anthropic import Anthropic
from posthog.ai.gemini import Client, genai
from posthog.ai.openai import OpenAI

posthog = Posthog("key")
client = OpenAI(api_key="key", posthog_client=posthog)
claude = Anthropic(posthog_client=posthog)
gemini = Client(api_key="key", posthog_client=posthog)


def ask(text):
    client.models.list()
    client.responses.create(model="gpt-4o", input=text, posthog_distinct_id="1")  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o
    claude.messages.create(model="claude-sonnet-4-5", max_tokens=9, messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create model=claude-sonnet-4-5
    genai.Client().models.generate_content(model="gemini-2.5-flash", contents=text)  #~ MIMA001 google.genai.Client.models.generate_content model=gemini-2.5-flash
    return gemini.models.generate_content(model="gemini-2.5-flash", contents=text)  #~ MIMA001 google.genai.Client.models.generate_content model=gemini-2.5-flash
