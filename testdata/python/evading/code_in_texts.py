"""Code in texts is code."""
from openai import OpenAI

client = OpenAI()


def run():
    exec('client.responses.create(model="a")')  #~ MIMA001 openai.OpenAI.responses.create model=a


def value():
    return eval('client.responses.create(model="a")')  #~ MIMA001 openai.OpenAI.responses.create model=a


def compiled():
    exec(compile('client.responses.create(model="a")', "x", "exec"))  #~ MIMA001 openai.OpenAI.responses.create model=a


def handle():
    eval("client").responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    eval("OpenAI")().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    eval("lambda: client")().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a


def several():
    exec("""
import openai
for model in ("a", "b"):
    openai.OpenAI().responses.create(model="b")  #~ MIMA001 openai.OpenAI.responses.create model=b
""")


def bound():
    exec("other = OpenAI()", globals())
    other.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a


CODE = 'client.responses.create(model="a")'
run_it = exec


def by_name():
    exec(CODE)  #~ MIMA003 runs here as code
    run_it('client.responses.create(model="a")')  #~ MIMA003 runs here as code
    exec("x = 1\nclient.responses.create(model='a')")  #~ MIMA003 runs here as code
    exec("client." + "responses.create(model='a')")  #~ MIMA003 runs here as code


def no_code(session, text):
    exec("x = 1")
    eval("1 + 1")
    session.exec("client.responses.create()")
    exec(text)
    return "client.responses.create()"


def own(exec):
    exec("client.responses.create()")
