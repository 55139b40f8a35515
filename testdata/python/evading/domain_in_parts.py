"""No text in the file is the host, or the path, of the endpoint; one ends with the domain."""
import httpx

client = httpx.Client(base_url="https://api." + "openai.com/v1")


def ask():
    client.post("chat/" + "completions")  #~ MIMA002 httpx.Client.post provider=openai
