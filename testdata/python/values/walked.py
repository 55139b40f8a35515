"""What a program walks through has no end. Each mixture of attributes would be a value of its own, and more than a limit allows:
the file has no error."""

from openai import OpenAI

client = OpenAI()


class Step:
    def __init__(self, data=None):
        self.data = data

    def take(self, given):
        self.data = self.next(given.data)
        self.data = self.next(given.documents)
        self.data = self.next(given.output)
        self.data = self.next(given.parent.copy())
        return self.data

    def next(self, found):
        self.take(found)
        found.chat.completions.create(model="a")  #~ MIMA001 openai.OpenAI.chat.completions.create confidence=medium model=a
        return found


Step().take(client)
Step().next(client)
