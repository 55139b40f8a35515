import httpx

httpx.post("https://api.openai.com/v1/responses", json={})  #~ MIMA002 httpx.post
