from embedchain import App
from embedchain.llm.openai import OpenAILlm
from embedchain.store.assistants import OpenAIAssistant


def about(url: str, question: str):
    app = App.from_config(config_path="app.yaml")
    app.add(url)  #~ MIMA001 embedchain.App.add
    print(app.search(question))  #~ MIMA001 embedchain.App.search
    print(app.get_history())
    app.evaluate([question])  #~ MIMA001 embedchain.App.evaluate
    answer = app.query(question)  #~ MIMA001 embedchain.App.query
    app.chat(answer)  #~ MIMA001 embedchain.App.chat
    app.delete_session_chat_history()
    app.reset()


def assistant(question: str):
    return OpenAIAssistant(name="desk").chat(question)  #~ MIMA001 embedchain.store.assistants.OpenAIAssistant.chat


def model(question: str):
    return OpenAILlm().query(question, contexts=[])  #~ MIMA001 embedchain.llm.openai.OpenAILlm.query
