from agents.runner import Runner
