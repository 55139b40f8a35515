from mima_governance import MimaGovernance

mima = MimaGovernance()
