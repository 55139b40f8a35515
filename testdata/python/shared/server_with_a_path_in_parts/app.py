import requests

from places import BASE, PATH


def ask(messages):
    return requests.post(f"{BASE}/v1/chat{PATH}", json={"model": "m", "messages": messages})  #~ MIMA001 requests.post
