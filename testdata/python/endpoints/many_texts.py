"""Where a URL may be one of more texts than are told apart, the report says so."""

import os

import requests

host = os.environ["HOST"]
base = {"a": "https://one.example", "b": "https://two.example", "c": "https://three.example", "d": "https://api.openai.com"}[host]
path = {"a": "v1", "b": "v2", "c": "v3", "d": "v4", "e": "v1/chat/completions"}[os.environ["PATH_"]]

#~ error 16 texts that are put together
requests.post(f"{base}/{path}", json={})
