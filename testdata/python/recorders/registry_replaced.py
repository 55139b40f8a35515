import litellm

litellm.success_callback = ["acme"]
litellm.success_callback = ["other"]
litellm.completion(model="m", messages=[])  #~ MIMA001 litellm.completion model=m doubt=taken_back
