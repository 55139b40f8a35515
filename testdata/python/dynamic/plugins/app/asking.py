from app.loading import make, model, plugin


def ask(text):
    return make("openai").responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def index(provider, cls, text):
    return model(provider, cls).stream_complete(text)  #~ MIMA003 llama_index.llms.….….stream_complete


def other(text):
    return plugin("queue").stream_complete(text)
