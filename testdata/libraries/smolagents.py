from smolagents import CodeAgent, InferenceClientModel

model = InferenceClientModel(model_id="Qwen/Qwen2.5-Coder-32B-Instruct")
agent = CodeAgent(tools=[], model=model)


def solve(task: str):
    agent.visualize()
    return agent.run(task)  #~ MIMA001 smolagents.CodeAgent.run


def direct(messages: list):
    return model(messages)  #~ MIMA001 smolagents.InferenceClientModel model=Qwen/Qwen2.5-Coder-32B-Instruct
