from instructor import *


def test_it():
    from_openai(None).create(model="m", messages=[])  #~ MIMA001 instructor.Instructor.create model=m
