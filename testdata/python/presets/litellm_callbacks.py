"""LiteLLM makes recorders itself, by their names."""

import litellm

litellm.success_callback = ["langfuse_otel"]


def ask(text):
    litellm.moderation(input=text)  #~ MIMA001 litellm.moderation
    litellm.embedding(model="m", input=[text])  #~ attested litellm.embedding model=m
    return litellm.completion(model="m", messages=[])  #~ attested litellm.completion model=m
