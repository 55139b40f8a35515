import app
from app import handle

handle.messages.create(model="claude-sonnet-4-0", max_tokens=1, messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create model=claude-sonnet-4-0
app.handle.messages.create(max_tokens=1, messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create
app.core.llm.messages.create(max_tokens=1, messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create
