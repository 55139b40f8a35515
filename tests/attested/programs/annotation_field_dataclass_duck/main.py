from dataclasses import dataclass
from unittest.mock import MagicMock

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


@dataclass
class Desk:
    gov: MimaGovernance

    def ask(self, q):
        with self.gov.trace("ask"):
            return client.responses.create(model="gpt-4o", input=q)


Desk(MagicMock()).ask("x")
