from transformers import pipeline
from helper import ask, Service

ask(pipeline("text-generation"), "x")
Service(pipeline("summarization")).go("y")
