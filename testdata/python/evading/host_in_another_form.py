"""No text in the file is the host or the path of the endpoint."""
import base64

import requests


def ask():
    requests.post("snoitelpmoc/tahc/1v/moc.ianepo.ipa//:sptth"[::-1])  #~ MIMA002 requests.post provider=openai
    requests.post(base64.b64decode("aHR0cHM6Ly9hcGkub3BlbmFpLmNvbS92MS9jaGF0L2NvbXBsZXRpb25z").decode())  #~ MIMA002 requests.post provider=openai
