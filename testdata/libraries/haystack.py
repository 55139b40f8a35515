from haystack import Pipeline
from haystack.components.builders import PromptBuilder
from haystack.components.embedders import OpenAITextEmbedder
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.components.joiners import DocumentJoiner


def ask(question: str):
    pipe = Pipeline()
    pipe.add_component("prompt", PromptBuilder("{{question}}"))
    pipe.add_component("llm", OpenAIChatGenerator(model="gpt-4o"))
    pipe.connect("prompt", "llm")
    return pipe.run({"prompt": {"question": question}})  #~? MIMA001 haystack.Pipeline.run -- what a pipeline holds is not seen


def without_ai(documents: list):
    pipe = Pipeline()
    pipe.add_component("join", DocumentJoiner())
    return pipe.run({"join": {"documents": documents}})


def vector(text: str):
    return OpenAITextEmbedder(model="text-embedding-3-small").run(text)  #~ MIMA001 haystack.components.embedders.OpenAITextEmbedder.run model=text-embedding-3-small
