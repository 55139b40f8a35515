import litellm

litellm.success_callback.append("acme")
litellm.completion(model="m", messages=[])  #~ attested litellm.completion model=m
