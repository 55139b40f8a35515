from loading import load

openai = load("openai")


def ask(prompt):
    return openai.OpenAI().responses.create(model="gpt-4o", input=prompt)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o
