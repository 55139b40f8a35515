from mirascope import llm
from mirascope.core import openai, prompt_template


@llm.tool
def lookup(title: str) -> str:
    return title


@llm.call("openai/gpt-4o")
def recommend(genre: str):
    return f"Recommend a {genre} book"


@openai.call("gpt-4o-mini")
@prompt_template("Summarise {text}")
def summarise(text: str): ...


def main():
    print(recommend("fantasy"))  #~? MIMA001 mirascope.llm.call model=openai/gpt-4o -- it is named by the type that the decorator gives  #~! MIMA001 mirascope.llm.Call -- it is to be named by its decorator
    return summarise("a long text")  #~ MIMA001 mirascope.core.openai.call


bare = prompt_template("Say {word}")


def by_hand(messages: list, response: llm.Response):
    model = llm.model("openai/gpt-4o")
    answer = model.call(messages)  #~ MIMA001 mirascope.llm.Model.call model=openai/gpt-4o
    response.text()
    return answer, response.resume("again")  #~ MIMA001 mirascope.llm.Response.resume
