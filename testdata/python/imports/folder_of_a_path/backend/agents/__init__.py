#~ MIMA036 1 AI call
