"""In test code a URL of an endpoint is what a stand-in answers."""
URL = "https://api.openai.com/v1/chat/completions"


def test_stand_ins(mocked):
    mocked.post(URL, json={})
