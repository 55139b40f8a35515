from openai import OpenAI

CLIENT = OpenAI()
NAME = "x"
