"""Does nothing."""  #~ MIMA036 this tree contains `mima_governance`: 1 AI call depends


class MimaGovernance:
    def attest(self, **settings):
        return lambda function: function
