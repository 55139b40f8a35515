import calendar
import queue

# The directory above is searched, the one beside is not.
calendar.make().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
queue.make().responses.create(input="x")  #~ MIMA003 confidence=medium
