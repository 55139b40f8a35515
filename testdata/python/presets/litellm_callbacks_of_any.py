"""The list of all callbacks counts as that of successes does. A name that records nothing with the current SDK is none."""

import litellm

litellm.callbacks = ["braintrust"]
litellm.failure_callback = ["langfuse_otel"]


def ask(text):
    litellm.moderation(input=text)  #~ MIMA001 litellm.moderation
    return litellm.completion(model="m", messages=[])  #~ attested litellm.completion model=m
