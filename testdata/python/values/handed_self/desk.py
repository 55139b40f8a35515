# An object that hands itself on hands on what it holds, in this file and in others.
from openai import OpenAI
from other import Board
from tools import helper


class Desk:
    def __init__(self):
        self.client = OpenAI()

    def run(self, q):
        return helper(self, q)

    def board(self, q):
        return Board(owner=self).ask(q)

    def own(self, q):
        return inside(self, q)


def inside(desk, q):
    return desk.client.responses.create(model="m", input=q)  #~ MIMA001 openai.OpenAI.responses.create
