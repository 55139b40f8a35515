from anthropic import Anthropic
from google import genai
from langsmith import Client, wrappers
from langsmith.wrappers import wrap_anthropic, wrap_openai
from openai import AsyncAzureOpenAI, OpenAI

client = wrap_openai(OpenAI())
azure = wrappers.wrap_openai(client=AsyncAzureOpenAI(), chat_name="desk")
claude = wrap_anthropic(Anthropic())
gemini = wrappers.wrap_gemini(genai.Client())
runs = Client()


def ask(text):
    client.chat.completions.create(model="gpt-4o", messages=[])  #~ MIMA001 openai.OpenAI.chat.completions.create model=gpt-4o
    claude.messages.create(model="claude-sonnet-4-5", max_tokens=9, messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create model=claude-sonnet-4-5
    gemini.models.generate_content(model="gemini-2.5-flash", contents=text)  #~ MIMA001 google.genai.Client.models.generate_content model=gemini-2.5-flash
    return list(runs.list_runs(project_name="desk"))


async def ask_azure(text):
    return await azure.responses.create(model="gpt-4o", input=text)  #~ MIMA001 openai.AsyncAzureOpenAI.responses.create model=gpt-4o
