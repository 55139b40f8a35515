"""Beside the file that imports it, and lacks the name."""  #~ MIMA036 1 AI call depends


class Client:
    pass
