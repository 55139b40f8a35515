"""Attestation: every model call of the desk is to run under one of these."""

from mima_governance import AsyncMimaGovernance, MimaGovernance

mima = MimaGovernance(agent_name="desk")
amima = AsyncMimaGovernance(agent_name="desk")
