from perplexity import Perplexity

client = Perplexity()


def ask(prompt: str):
    found = client.search.create(query=prompt)
    return found, client.chat.completions.create(model="sonar-pro", messages=[])  #~ MIMA001 perplexity.Perplexity.chat.completions.create model=sonar-pro
