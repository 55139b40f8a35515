from mima_governance import MimaGovernance


class Governance:
    def __init__(self, system):
        self._client = MimaGovernance(api_key="k", system_name=system)

    def tool(self, name):
        return self._client.attest(tool_name=name)

    def span(self, name):
        return self._client.trace(name)
