from mima_governance import MimaGovernance

trace = MimaGovernance(api_key="k", system_name="desk").trace
