"""Python 2: the grammar knows its statements, so nothing is lost."""
import openai

print "asking"
try:
    openai.ChatCompletion.create(model="gpt-4", messages=[])  #~ MIMA001 openai.ChatCompletion.create model=gpt-4
except ValueError, error:
    print error
