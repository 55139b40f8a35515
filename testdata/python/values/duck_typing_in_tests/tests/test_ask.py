import openai


def test_ask(stand_in):
    stand_in.chat.completions.create(model="m", messages=[])  #~ MIMA003 chat.completions.create
