class Runner:
    @staticmethod
    def run(agent, text):
        return text
