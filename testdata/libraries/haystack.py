from haystack import Pipeline
from haystack.components.builders import PromptBuilder
from haystack.components.embedders import HuggingFaceAPIDocumentEmbedder, OpenAITextEmbedder
from haystack.components.generators.chat import HuggingFaceAPIChatGenerator, OpenAIChatGenerator
from haystack.components.joiners import DocumentJoiner
from haystack.components.agents import Agent
from haystack.components.generators import AzureOpenAIGenerator
from haystack.components.generators import DALLEImageGenerator
from haystack.components.generators import OpenAIImageGenerator
from haystack_integrations.components.generators.ollama import OllamaGenerator


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


def run_agent(handle: Agent):
    handle.describe()
    return handle.run()  #~ MIMA001 haystack.components.agents.Agent.run


def before_3_0_talk(handle: HuggingFaceAPIChatGenerator):
    handle.describe()
    return handle.run()  #~ MIMA001 haystack.components.generators.chat.HuggingFaceAPIChatGenerator.run


def before_3_0_complete(handle: AzureOpenAIGenerator):
    handle.describe()
    return handle.run()  #~ MIMA001 haystack.components.generators.AzureOpenAIGenerator.run


def before_3_0_vectors(handle: HuggingFaceAPIDocumentEmbedder):
    handle.describe()
    return handle.run()  #~ MIMA001 haystack.components.embedders.HuggingFaceAPIDocumentEmbedder.run


def draw(handle: OpenAIImageGenerator):
    handle.describe()
    return handle.run()  #~ MIMA001 haystack.components.generators.OpenAIImageGenerator.run


def before_3_0_draw(handle: DALLEImageGenerator):
    handle.describe()
    return handle.run()  #~ MIMA001 haystack.components.generators.DALLEImageGenerator.run


def complete(handle: OllamaGenerator):
    handle.describe()
    return handle.run()  #~ MIMA001 haystack_integrations.components.generators.ollama.OllamaGenerator.run
