"""A method that only an attested method of its class calls, and one in its place that others call too."""
from mima_governance import MimaGovernance
from openai import OpenAI

client, mima = OpenAI(), MimaGovernance(api_key="k", system_name="s")


class Base:
    @mima.attest(tool_name="run")
    def run(self):
        return self.step()

    def step(self):
        return client.responses.create(model="m", input="x")  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


class Own(Base):
    def step(self):
        return client.responses.create(model="m", input="x")  #~ MIMA012 openai.OpenAI.responses.create

    def direct(self):
        return self.step()


class Below(Own):
    def direct(self):
        return super().step()


class Template:
    @mima.attest(tool_name="run")
    def run(self):
        self.step()

    def step(self):
        client.responses.create(model="m", input="x")  #~ MIMA012 openai.OpenAI.responses.create


class Plain(Template):
    def direct(self):
        self.step()


class Silent(Template):
    def step(self):
        print("nothing")


Base().run()
Own().run()
Own().direct()
Below().direct()
Template().run()
Plain().direct()
Silent().run()
