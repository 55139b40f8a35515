"""What is imported, and what is run, stands in no text."""
import base64


def load():
    __import__(base64.b64decode("b3BlbmFp").decode()).OpenAI().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    exec(base64.b64decode("Y2xpZW50LnJlc3BvbnNlcy5jcmVhdGUobW9kZWw9J20nKQ=="))  #~ MIMA003 runs here as code
