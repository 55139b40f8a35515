import litellm

litellm.completion(model="m", messages=[])  #~ MIMA001 litellm.completion model=m doubt=after_the_call
litellm.success_callback = ["acme", "other"]
litellm.completion(model="m", messages=[])  #~ attested litellm.completion model=m by=litellm.success_callback
litellm.embedding(model="m", input="")  #~ MIMA001 litellm.embedding model=m
