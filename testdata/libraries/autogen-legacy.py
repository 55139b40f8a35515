import autogen
from autogen import AssistantAgent, ChatCompletion, OpenAIWrapper, UserProxyAgent
from ag2 import Agent as Ag2Agent

config = autogen.config_list_from_json("models.json")


def solve(task: str):
    assistant = AssistantAgent("assistant", llm_config={"config_list": config})
    user = UserProxyAgent("user", human_input_mode="NEVER")
    user.register_for_execution()(print)
    user.initiate_chat(assistant, message=task)  #~ MIMA001 autogen.UserProxyAgent.initiate_chat
    return assistant.generate_reply(messages=[{"role": "user", "content": task}])  #~ MIMA001 autogen.AssistantAgent.generate_reply


def direct(messages: list):
    return OpenAIWrapper(config_list=config).create(messages=messages, model="gpt-4")  #~ MIMA001 autogen.OpenAIWrapper.create model=gpt-4


def before_0_2_talk():
    ChatCompletion.describe()
    return ChatCompletion.create()  #~ MIMA001 autogen.ChatCompletion.create


def several(queue: list):
    autogen.GroupChat(agents=[], messages=[]).append({})
    return autogen.initiate_chats(queue)  #~ MIMA001 autogen.initiate_chats


def ag2_agent(text: str):
    guide = Ag2Agent("guide")
    guide.as_tool()
    return guide.ask(text)  #~ MIMA001 ag2.Agent.ask
