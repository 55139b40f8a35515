"""No text in the file is the host of the endpoint."""
import requests

HOST = "https://api." + "openai.com"


def ask():
    requests.post(HOST + "/v1/chat/completions", json={})  #~ MIMA002 requests.post provider=openai
    requests.post("https://api.\x6fpenai.com/v1/chat/completions", json={})  #~ MIMA002 requests.post provider=openai
    requests.post("https://example.com" + "/v1/chat/completions", json={})
