from semantic_kernel import Kernel
from semantic_kernel.agents import ChatCompletionAgent, OpenAIAssistantAgent
from semantic_kernel.connectors.ai.open_ai import AzureTextToImage, OpenAIChatCompletion, OpenAITextEmbedding
from semantic_kernel.connectors.ai.text_completion_client_base import TextCompletionClientBase
from semantic_kernel.agents import AgentGroupChat, SequentialOrchestration
from semantic_kernel.connectors.ai.open_ai import OpenAIAudioToText, OpenAIRealtimeWebsocket, OpenAITextToAudio
from semantic_kernel.functions import KernelFunctionFromPrompt

kernel = Kernel()
service = OpenAIChatCompletion(ai_model_id="gpt-4o")
kernel.add_service(service)


async def ask(prompt: str, history, settings):
    first = await kernel.invoke_prompt(prompt)  #~ MIMA001 semantic_kernel.Kernel.invoke_prompt
    return first, await service.get_chat_message_content(history, settings)  #~ MIMA001 semantic_kernel.connectors.ai.open_ai.OpenAIChatCompletion.get_chat_message_content model=gpt-4o


async def agent(prompt: str):
    guide = ChatCompletionAgent(service=service, name="guide")
    return await guide.get_response(messages=prompt)  #~ MIMA001 semantic_kernel.agents.ChatCompletionAgent.get_response


def complete(handle: TextCompletionClientBase):
    handle.describe()
    return handle.get_streaming_text_content()  #~ MIMA001 semantic_kernel.connectors.ai.text_completion_client_base.TextCompletionClientBase.get_streaming_text_content


def draw(handle: AzureTextToImage):
    handle.describe()
    return handle.generate_image()  #~ MIMA001 semantic_kernel.connectors.ai.open_ai.AzureTextToImage.generate_image


def vectors(handle: OpenAITextEmbedding):
    handle.describe()
    return handle.generate_embeddings()  #~ MIMA001 semantic_kernel.connectors.ai.open_ai.OpenAITextEmbedding.generate_embeddings


async def several(text: str, runtime):
    group = AgentGroupChat(agents=[])
    await group.reduce_history()
    async for message in group.invoke():  #~ MIMA001 semantic_kernel.agents.AgentGroupChat.invoke
        print(message)
    return await SequentialOrchestration(members=[]).invoke(task=text, runtime=runtime)  #~ MIMA001 semantic_kernel.agents.SequentialOrchestration.invoke


async def prompted():
    function = KernelFunctionFromPrompt(function_name="joke", prompt="Tell a joke")
    return await function.invoke(kernel)  #~ MIMA001 semantic_kernel.functions.KernelFunctionFromPrompt.invoke


async def voices(text: str, audio):
    await OpenAITextToAudio(ai_model_id="tts-1").get_audio_content(text)  #~ MIMA001 semantic_kernel.connectors.ai.open_ai.OpenAITextToAudio.get_audio_content model=tts-1
    await OpenAIAudioToText(ai_model_id="whisper-1").get_text_content(audio)  #~ MIMA001 semantic_kernel.connectors.ai.open_ai.OpenAIAudioToText.get_text_content model=whisper-1
    client = OpenAIRealtimeWebsocket()
    await client.create_session()  #~ MIMA001 semantic_kernel.connectors.ai.open_ai.OpenAIRealtimeWebsocket.create_session
    await client.close_session()


class Desk(ChatCompletionAgent):
    async def tell(self, text):
        return await self.kernel.invoke_prompt(text)  #~ MIMA001 semantic_kernel.Kernel.invoke_prompt


class Assistant(OpenAIAssistantAgent):
    async def tell(self, text):
        return await self.client.responses.create(model="gpt-4o", input=text)  #~ MIMA001 openai.AsyncOpenAI.responses.create model=gpt-4o
