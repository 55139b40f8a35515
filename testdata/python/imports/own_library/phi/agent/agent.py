"""The sources of a library: its own entry points are called here like anywhere else."""

from openai import OpenAI


class Agent:
    def __init__(self):
        self.client = OpenAI()

    def run(self, message):
        return self.client.responses.create(model="m", input=message)  #~ MIMA001 openai.OpenAI.responses.create model=m

    def deep_copy(self):
        return self

    def print_response(self, message):
        return self.run(message)  #~ MIMA001 phi.agent.agent.Agent.run


def ask(agent: Agent):
    return agent.deep_copy().run("hi")  #~ MIMA001 phi.agent.agent.Agent.run
