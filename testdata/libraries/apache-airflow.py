from airflow.providers.anthropic.hooks.anthropic import AnthropicHook
from airflow.providers.cohere.hooks.cohere import CohereHook
from airflow.providers.openai.hooks.openai import OpenAIHook
from airflow.sdk import task
from dagster import asset
from dagster_anthropic import AnthropicResource
from dagster_gemini import GeminiResource
from dagster_openai import OpenAIResource


@task
def summarise(text):
    hook = OpenAIHook(conn_id="openai_default")
    hook.create_response(text, model="gpt-4o")  #~ MIMA001 airflow.providers.openai.hooks.openai.OpenAIHook.create_response model=gpt-4o
    hook.create_embeddings(text)  #~ MIMA001 airflow.providers.openai.hooks.openai.OpenAIHook.create_embeddings
    hook.get_conn().responses.create(model="gpt-4o", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o
    hook.conn.embeddings.create(input=text)  #~ MIMA001 openai.OpenAI.embeddings.create
    hook.create_chat_completion(messages=[])  #~ MIMA001 airflow.providers.openai.hooks.openai.OpenAIHook.create_chat_completion
    hook.create_run(thread_id="x", assistant_id="y")  #~ MIMA001 airflow.providers.openai.hooks.openai.OpenAIHook.create_run
    hook.create_batch(file_id="x", endpoint="/v1/responses")  #~ MIMA001 airflow.providers.openai.hooks.openai.OpenAIHook.create_batch
    hook.create_thread()
    hook.get_response("id")


@task
def others(text):
    hook = AnthropicHook()
    hook.create_message(messages=[])  #~ MIMA001 airflow.providers.anthropic.hooks.anthropic.AnthropicHook.create_message
    hook.conn.messages.create(messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create
    hook.count_tokens(messages=[])
    CohereHook().rerank(text, [])  #~ MIMA001 airflow.providers.cohere.hooks.cohere.CohereHook.rerank
    CohereHook().get_conn().embed(texts=[text])  #~ MIMA001 cohere.ClientV2.embed


@asset
def summary(context, openai: OpenAIResource, claude: AnthropicResource, gemini: GeminiResource):
    with openai.get_client(context) as client:
        client.chat.completions.create(model="gpt-4o", messages=[])  #~ MIMA001 openai.OpenAI.chat.completions.create model=gpt-4o
    with claude.get_client_for_asset(context, "x") as client:
        client.messages.create(messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create
    with gemini.get_model(context) as model:
        model.generate_content("x")  #~ MIMA001 google.generativeai.GenerativeModel.generate_content
