# A file that imports a class of the project and reads a client out of its objects imports no library.
from openai import OpenAI


class Desk:
    def __init__(self):
        self.client = OpenAI()

    def make(self):
        return OpenAI()
