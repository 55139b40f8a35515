class Runner:
    @staticmethod
    def run_sync(agent, text):
        return text
