from dagster import asset
from dagster_anthropic import AnthropicResource
from dagster_gemini import GeminiResource
from dagster_openai import OpenAIResource


@asset
def summary(context, openai: OpenAIResource, claude: AnthropicResource, gemini: GeminiResource):
    with openai.get_client(context) as client:
        client.chat.completions.create(model="gpt-4o", messages=[])  #~ MIMA001 openai.OpenAI.chat.completions.create model=gpt-4o
    with claude.get_client_for_asset(context, "x") as client:
        client.messages.create(messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create
    with gemini.get_model(context) as model:
        model.generate_content("x")  #~ MIMA001 google.generativeai.GenerativeModel.generate_content
