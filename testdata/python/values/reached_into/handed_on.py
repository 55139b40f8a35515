from pkg import Deep


def through_a_package(q):
    return Deep().llm.messages.create(messages=q)  #~ MIMA001 anthropic.Anthropic.messages.create
