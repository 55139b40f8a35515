from agents.runner import Runner  #~ MIMA036 `agents`: 1 AI call depends
