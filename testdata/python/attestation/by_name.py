"""What has only the name of a marker attests nothing, however it is applied and wherever the name comes from."""
import acme.governance
import acme.governance as governed
import sigstore
from acme import Client
from acme.callbacks import MimaLangChainCallback as Callback
from acme.governance import attest, attest as recorded, mima, mima as m
from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
gov = Client()
own = MimaGovernance()


@mima.attest(tool_name="a")  #~ MIMA013 mima.attest
def of_an_imported_object(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create doubt=by_its_name_only


@attest(tool_name="b")  #~ MIMA013 attest
def imported_by_itself(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create doubt=by_its_name_only


@attest  #~ MIMA013 attest
def not_called(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create doubt=by_its_name_only


@recorded("c")  #~ MIMA013 recorded
def by_another_name(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create doubt=by_its_name_only


@governed.mima.attest("d")  #~ MIMA013 governed.mima.attest
def through_a_module(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create doubt=by_its_name_only


@acme.governance.mima.attest("e")  #~ MIMA013 acme.governance.mima.attest
def by_its_whole_name(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create doubt=by_its_name_only


@gov.attest("f")  #~ MIMA013 gov.attest
def of_an_object_that_is_made(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create doubt=by_its_name_only


@sigstore.attest()  #~ MIMA013 sigstore.attest
def of_another_tool(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create doubt=by_its_name_only


def in_a_block(text):
    with mima.trace("g"):  #~ MIMA013 mima.trace
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create doubt=by_its_name_only
    with m.trace("h"):  #~ MIMA013 m.trace
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create doubt=by_its_name_only
    # A common word, of something with another name.
    with gov.trace("i"):
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


governed_call = attest("j")(client.responses.create)  #~ MIMA001 openai.OpenAI.responses.create


def wrapped(text):
    return attest("k")(answer)(text)  #~ MIMA013 attest


def answer(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create doubt=by_its_name_only


def callbacks(text):
    model = ChatOpenAI(callbacks=[Callback()])  #~ MIMA013 Callback
    model.invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke doubt=by_its_name_only
    ChatOpenAI().invoke(text, config={"callbacks": [Callback()]})  #~ MIMA013 Callback ; MIMA001 langchain_openai.ChatOpenAI.invoke doubt=by_its_name_only


# A marker that is proven counts, whatever else is put on the function.
@sigstore.attest()
@own.attest("l")
def below(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@attest("m")
def called_under_a_marker(text):
    with own.trace("m"):
        return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


# What it does with the function nobody knows.
@own.attest("n")
@gov.attest("n")  #~ MIMA013 gov.attest
def above(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create doubt=by_its_name_only


# No AI call: nothing is said.
@attest("o")
def without_a_call(text):
    return text
