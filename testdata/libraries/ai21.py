from ai21 import AI21Client
from ai21.models.chat import ChatMessage

client = AI21Client()


def ask(prompt: str):
    client.library.files.create(file_path="a.txt")
    return client.chat.completions.create(model="jamba-large", messages=[ChatMessage(role="user", content=prompt)])  #~ MIMA001 ai21.AI21Client.chat.completions.create model=jamba-large
