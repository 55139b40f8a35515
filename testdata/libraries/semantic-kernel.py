from semantic_kernel import Kernel
from semantic_kernel.agents import ChatCompletionAgent
from semantic_kernel.connectors.ai.open_ai import OpenAIChatCompletion

kernel = Kernel()
service = OpenAIChatCompletion(ai_model_id="gpt-4o")
kernel.add_service(service)


async def ask(prompt: str, history, settings):
    first = await kernel.invoke_prompt(prompt)  #~ MIMA001 semantic_kernel.Kernel.invoke_prompt
    return first, await service.get_chat_message_content(history, settings)  #~ MIMA001 semantic_kernel.connectors.ai.open_ai.OpenAIChatCompletion.get_chat_message_content model=gpt-4o


async def agent(prompt: str):
    guide = ChatCompletionAgent(service=service, name="guide")
    return await guide.get_response(messages=prompt)  #~ MIMA001 semantic_kernel.agents.ChatCompletionAgent.get_response
