from openai import OpenAI

from app import gov
from app.gov import Base, attested
from app.gov import mima as m

client = OpenAI()


@m.attest()
def imported(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@gov.mima.attest()
def through_the_module(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@attested("x")
def through_a_factory(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


class Service(Base):
    @Base.mima.attest()
    def decorated(self, text):
        return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    def traced(self, text):
        with self.mima.trace("x"):
            return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


def local(text):
    with gov.mima.trace("x"):
        return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace
