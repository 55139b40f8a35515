from magentic import Chat, OpenaiChatModel, prompt
from magentic import OpenaiChatModel


@prompt("Name a dish with {ingredient}")
def dish(ingredient: str) -> str: ...


def cook():
    return dish("leek")  #~ MIMA001 magentic.prompt


def talk(line: str):
    chat = Chat(model=OpenaiChatModel("gpt-4o")).add_user_message(line)
    return chat.submit()  #~ MIMA001 magentic.Chat.submit


def template():
    chat = Chat()
    chat.add_user_message("hello")
    return chat


def by_hand(messages: list):
    model = OpenaiChatModel("gpt-4o")
    model.describe()
    return model.complete(messages)  #~ MIMA001 magentic.OpenaiChatModel.complete model=gpt-4o
