from anthropic import Anthropic

model = Anthropic()
