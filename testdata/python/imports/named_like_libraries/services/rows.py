import google.genai
from google import genai
from google.sheets import rows

genai.Client().models.generate_content(model="m", contents=rows())  #~ MIMA001 google.genai.Client.models.generate_content model=m
google.genai.Client().models.generate_content(model="m", contents="x")  #~ MIMA001 google.genai.Client.models.generate_content model=m
