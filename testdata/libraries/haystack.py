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
from haystack import AsyncPipeline
from haystack.components.evaluators import FaithfulnessEvaluator
from haystack.components.routers import LLMMessagesRouter


def ask(question: str):
    pipe = Pipeline()
    pipe.add_component("prompt", PromptBuilder("{{question}}"))
    pipe.add_component("llm", OpenAIChatGenerator(model="gpt-4o"))
    pipe.connect("prompt", "llm")
    return pipe.run({"prompt": {"question": question}})  #~ MIMA001 haystack.Pipeline.run


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


def before_3_0(question: str):
    pipe = AsyncPipeline()
    pipe.add_component("llm", OpenAIChatGenerator(model="gpt-4o"))
    return pipe.run({"llm": {"messages": [question]}})  #~ MIMA001 haystack.AsyncPipeline.run


def component(messages: list):
    generator = OpenAIChatGenerator(model="gpt-4o-mini")
    generator.to_dict()
    return generator.run(messages)  #~ MIMA001 haystack.components.generators.chat.OpenAIChatGenerator.run model=gpt-4o-mini


def any_pipeline(pipe: Pipeline, question: str):
    pipe.warm_up()
    return pipe.run({"llm": question})  #~ MIMA001 haystack.Pipeline.run


class Service:
    def __init__(self):
        self.pipe = Pipeline()
        self.other = Pipeline()
        self.other.add_component("join", DocumentJoiner())
        self._fill()

    def _fill(self):
        for name, component in {"llm": OpenAIChatGenerator(model="gpt-4o")}.items():
            self.pipe.add_component(name, component)

    def ask(self, question: str):
        self.other.run({"join": question})
        return self.pipe.run({"llm": question})  #~ MIMA001 haystack.Pipeline.run


def asking_components(documents: list, router: LLMMessagesRouter, messages: list):
    FaithfulnessEvaluator().run(questions=[], contexts=[], predicted_answers=[])  #~ MIMA001 haystack.components.evaluators.FaithfulnessEvaluator.run
    router.warm_up()
    router.run(messages)  #~ MIMA001 haystack.components.routers.LLMMessagesRouter.run
    return DocumentJoiner().run([documents])


class Raw(OpenAIChatGenerator):
    def ask(self):
        self.client.chat.completions.create(messages=[])  #~ MIMA001 openai.OpenAI.chat.completions.create
