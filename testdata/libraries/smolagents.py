from smolagents import InferenceClientModel, MultiStepAgent, OpenAIModel
from smolagents import CodeAgent, HfApiModel, InferenceClientModel

model = InferenceClientModel(model_id="Qwen/Qwen2.5-Coder-32B-Instruct")
agent = CodeAgent(tools=[], model=model)


def solve(task: str):
    agent.visualize()
    return agent.run(task)  #~ MIMA001 smolagents.CodeAgent.run


def direct(messages: list):
    for part in model.generate_stream(messages):  #~ MIMA001 smolagents.InferenceClientModel.generate_stream model=Qwen/Qwen2.5-Coder-32B-Instruct
        print(part)
    return model(messages)  #~ MIMA001 smolagents.InferenceClientModel model=Qwen/Qwen2.5-Coder-32B-Instruct


def before_1_20_talk(handle: HfApiModel):
    handle.describe()
    return handle.generate()  #~ MIMA001 smolagents.HfApiModel.generate


class Stepping(MultiStepAgent):
    def think(self, messages):
        self.model.generate(messages)  #~ MIMA001 smolagents.Model.generate


class Served(OpenAIModel):
    def raw(self):
        self.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


class Inference(InferenceClientModel):
    def raw(self):
        self.client.chat_completion(messages=[])  #~ MIMA001 huggingface_hub.InferenceClient.chat_completion
