from anthropic import Anthropic as Client

client = Client()
