"""A package of the project that is merely called like a library."""


class Runner:
    @classmethod
    def run(cls, agent):
        return agent


def main():
    return Runner.run(None)
