import openai
import outlines

model = outlines.from_openai(openai.OpenAI(), "gpt-4o")
generator = outlines.Generator(model, int)


def count(text: str):
    return generator(text)  #~ MIMA001 outlines.generator.SteerableGenerator


def ask(text: str):
    return model(text)  #~ MIMA001 outlines.models.Model


def application(model, template):
    guide = outlines.Application(template, str)
    outlines.Template.from_string("x")
    return guide(model, {"city": "Paris"})  #~ MIMA001 outlines.Application
