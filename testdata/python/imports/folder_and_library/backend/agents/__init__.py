#~ MIMA036 2 AI call
