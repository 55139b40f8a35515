import litellm

litellm.success_callback = ["langfuse"]


def ask(text):
    return litellm.completion(model="m", messages=[])  #~ MIMA001 litellm.completion model=m
