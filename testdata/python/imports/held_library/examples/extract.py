"""Outside it is the library, with what its own code does beside that."""
import instructor
from instructor import Instructor, from_openai, make
from openai import OpenAI

client = instructor.from_openai(OpenAI())
client.chat.completions.create(model="m", messages=[])  #~ MIMA001 instructor.Instructor.chat.completions.create model=m
from_openai(OpenAI()).create(model="m", messages=[])  #~ MIMA001 instructor.Instructor.create model=m
make().responses.create(model="m")  #~ MIMA001 openai.OpenAI.responses.create model=m


def ask(handle: Instructor):
    return handle.create(model="m", messages=[])  #~ MIMA001 instructor.Instructor.create model=m
