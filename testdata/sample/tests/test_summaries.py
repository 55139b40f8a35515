from desk.summaries import Summariser


class FakeClient:
    """Stands in for the client, and is none."""


def test_construction():
    assert Summariser(client=FakeClient()).client
