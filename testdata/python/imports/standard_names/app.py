"""A name of the language's own modules means the project's file only where Python finds that first."""

import calendar
import logging.setup
import queue

import tools.queue
from tools import queue as tasks

# It stands in another directory.
queue.make().responses.create(input="x")  #~ MIMA003 confidence=medium
# A directory without a file of its own is found last.
logging.setup.make().responses.create(input="x")
# It stands beside this file.
calendar.make().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
# By its whole path it is no other's.
tools.queue.make().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
tasks.make().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
