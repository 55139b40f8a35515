from mima_governance import MimaGovernance

mima = MimaGovernance(api_key="k", system_name="s")
