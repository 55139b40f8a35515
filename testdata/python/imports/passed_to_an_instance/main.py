"""The class that is given the client is imported, and what it is made of has another name."""
from openai import OpenAI
from worker import Worker

hand = Worker()
hand.work(OpenAI())
