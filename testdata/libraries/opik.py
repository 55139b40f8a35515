import aisuite
import boto3
from anthropic import AsyncAnthropic
from cerebras.cloud.sdk import Cerebras
from google import genai
from groq import Groq
from mistralai import Mistral
from ollama import Client
from openai import OpenAI
from opik import Opik
from opik.integrations.aisuite import track_aisuite
from opik.integrations.anthropic import track_anthropic
from opik.integrations.bedrock import track_bedrock
from opik.integrations.cerebras import track_cerebras
from opik.integrations.genai import track_genai
from opik.integrations.groq import track_groq
from opik.integrations.mistral import track_mistral
from opik.integrations.ollama import track_ollama
from opik.integrations.openai import track_openai
from opik.integrations.together import track_together
from together import Together

traces = Opik()
client = track_openai(OpenAI(), project_name="desk")
claude = track_anthropic(AsyncAnthropic())
gemini = track_genai(genai.Client())
bedrock = track_bedrock(boto3.client("bedrock-runtime"))
groq = track_groq(Groq())
mistral = track_mistral(Mistral())
cerebras = track_cerebras(Cerebras())
together = track_together(Together())
local = track_ollama(Client())
suite = track_aisuite(aisuite.Client())


def ask(text):
    client.chat.completions.create(model="gpt-4o", messages=[])  #~ MIMA001 openai.OpenAI.chat.completions.create model=gpt-4o
    gemini.models.generate_content(model="gemini-2.5-flash", contents=text)  #~ MIMA001 google.genai.Client.models.generate_content model=gemini-2.5-flash
    bedrock.converse(modelId="nova", messages=[])  #~ MIMA001 mypy_boto3_bedrock_runtime.client.BedrockRuntimeClient.converse model=nova
    groq.chat.completions.create(model="llama", messages=[])  #~ MIMA001 groq.Groq.chat.completions.create model=llama
    mistral.chat.complete(model="mistral-large", messages=[])  #~ MIMA001 mistralai.Mistral.chat.complete model=mistral-large
    cerebras.chat.completions.create(model="llama", messages=[])  #~ MIMA001 cerebras.cloud.sdk.Cerebras.chat.completions.create model=llama
    together.chat.completions.create(model="llama", messages=[])  #~ MIMA001 together.Together.chat.completions.create model=llama
    local.chat(model="llama", messages=[])  #~ MIMA001 ollama.Client.chat model=llama
    suite.chat.completions.create(model="openai:gpt-4o", messages=[])  #~ MIMA001 aisuite.Client.chat.completions.create model=openai:gpt-4o
    return traces.search_traces(project_name="desk")


async def ask_later(text):
    return await claude.messages.create(model="claude-sonnet-4-5", max_tokens=9, messages=[])  #~ MIMA001 anthropic.AsyncAnthropic.messages.create model=claude-sonnet-4-5
