from reka.client import Reka

client = Reka(api_key="from-the-vault")


def ask(prompt: str):
    names = client.models.get()
    return names, client.chat.create(messages=[{"role": "user", "content": prompt}], model="reka-core")  #~ MIMA001 reka.client.Reka.chat.create model=reka-core
