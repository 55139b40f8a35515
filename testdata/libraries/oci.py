import oci
from oci.addons.adk import Agent, AgentClient
from oci.generative_ai import GenerativeAiClient, GenerativeAiClientCompositeOperations
from oci.generative_ai_agent_runtime import GenerativeAiAgentRuntimeClient
from oci.generative_ai_data import GenerateSqlClient
from oci.generative_ai_inference import AsyncGenerativeAiInferenceClient, models

config = oci.config.from_file()
client = oci.generative_ai_inference.GenerativeAiInferenceClient(config=config)
storage = oci.object_storage.ObjectStorageClient(config)


def ask(text: str):
    client.list_guardrail_versions("compartment")
    storage.put_object("namespace", "bucket", "prompt.txt", text)
    details = models.ChatDetails(chat_request=models.CohereChatRequest(message=text))
    return client.chat(details)  #~ MIMA001 oci.generative_ai_inference.GenerativeAiInferenceClient.chat


def others(text: str):
    client.generate_text(models.GenerateTextDetails())  #~ MIMA001 oci.generative_ai_inference.GenerativeAiInferenceClient.generate_text
    client.summarize_text(models.SummarizeTextDetails())  #~ MIMA001 oci.generative_ai_inference.GenerativeAiInferenceClient.summarize_text
    client.embed_text(models.EmbedTextDetails(inputs=[text]))  #~ MIMA001 oci.generative_ai_inference.GenerativeAiInferenceClient.embed_text
    client.rerank_text(models.RerankTextDetails(input=text))  #~ MIMA001 oci.generative_ai_inference.GenerativeAiInferenceClient.rerank_text
    client.apply_guardrails(models.ApplyGuardrailsDetails())  #~ MIMA001 oci.generative_ai_inference.GenerativeAiInferenceClient.apply_guardrails


async def later(details: models.ChatDetails):
    async with AsyncGenerativeAiInferenceClient(config) as inference:
        return await inference.chat(details)  #~ MIMA001 oci.generative_ai_inference.AsyncGenerativeAiInferenceClient.chat


def agent(text: str, endpoint: str):
    runtime = GenerativeAiAgentRuntimeClient(config)
    session = runtime.create_session({}, endpoint)
    return runtime.chat(agent_endpoint_id=endpoint, chat_details={"userMessage": text, "sessionId": session.data.id})  #~ MIMA001 oci.generative_ai_agent_runtime.GenerativeAiAgentRuntimeClient.chat


def kit(text: str):
    agents = AgentClient(auth_type="api_key", region="eu-frankfurt-1")
    helper = Agent(client=agents, agent_endpoint_id="ocid1", tools=[])
    helper.setup()
    agents.chat("ocid1", text)  #~ MIMA001 oci.addons.adk.AgentClient.chat
    return helper.run(text)  #~ MIMA001 oci.addons.adk.Agent.run


def query(text: str):
    return GenerateSqlClient(config).generate_sql_from_nl({"inputNaturalLanguageQuery": text}, "store")  #~ MIMA001 oci.generative_ai_data.GenerateSqlClient.generate_sql_from_nl


def train(details):
    service = GenerativeAiClient(config)
    service.list_models("compartment")
    service.create_endpoint({})
    service.create_model(details)  #~ MIMA001 oci.generative_ai.GenerativeAiClient.create_model
    return GenerativeAiClientCompositeOperations(service).create_model_and_wait_for_state(details)  #~ MIMA001 oci.generative_ai.GenerativeAiClientCompositeOperations.create_model_and_wait_for_state
