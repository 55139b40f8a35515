from magentic import Chat, OpenaiChatModel, prompt


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
