from mima_governance import AsyncMimaGovernance, MimaGovernance

mima = MimaGovernance()
amima = AsyncMimaGovernance()


def attested(name):
    return mima.attest(tool_name=name)


class Base:
    mima = MimaGovernance()
