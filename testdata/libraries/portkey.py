from portkey_ai import Portkey, createHeaders

portkey = Portkey(api_key="from-the-vault", virtual_key="team")
headers = createHeaders(provider="openai")


def ask(prompt: str):
    names = portkey.models.list()
    return names, portkey.chat.completions.create(model="gpt-4o", messages=[])  #~ MIMA001 portkey_ai.Portkey.chat.completions.create model=gpt-4o
