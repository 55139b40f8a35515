import google.genai as whole
from google import genai
from google.genai import Client
from langchain_openai import ChatOpenAI

ChatOpenAI(model="m").invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke model=m
genai.Client().models.generate_content(model="m", contents="x")  #~ MIMA001 google.genai.Client.models.generate_content model=m
Client().models.generate_content(model="m", contents="x")  #~ MIMA001 google.genai.Client.models.generate_content model=m
whole.Client().models.generate_content(model="m", contents="x")  #~ MIMA001 google.genai.Client.models.generate_content model=m
