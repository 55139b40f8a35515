from crewai import LLM, Agent, Crew, Flow, Task
from crewai.flow.flow import start
from crewai.lite_agent import LiteAgent


class Report(Flow):
    @start()
    def begin(self):
        return "begun"


def research(topic: str):
    llm = LLM(model="gpt-4o")
    llm.supports_function_calling()
    agent = Agent(role="analyst", goal="find", backstory="", llm=llm)
    crew = Crew(agents=[agent], tasks=[Task(description=topic, expected_output="a page", agent=agent)])
    crew.reset_memories(command_type="all")
    outcome = crew.kickoff(inputs={"topic": topic})  #~ MIMA001 crewai.Crew.kickoff
    return outcome, llm.call("Shorten this")  #~ MIMA001 crewai.LLM.call model=gpt-4o


def flow():
    report = Report()
    report.plot("flow")
    return report.kickoff()  #~ MIMA001 crewai.Flow.kickoff


def alone(text: str):
    researcher = Agent(role="researcher", goal="find", backstory="")
    researcher.copy()
    LiteAgent(role="helper", goal="help", backstory="").kickoff(text)  #~ MIMA001 crewai.lite_agent.LiteAgent.kickoff
    return researcher.kickoff(text)  #~ MIMA001 crewai.Agent.kickoff


def one_task(agent: Agent):
    task = Task(description="write", expected_output="a text", agent=agent)
    task.copy(agents=[agent])
    return task.execute_sync()  #~ MIMA001 crewai.Task.execute_sync


def events(text: str):
    for event in LLM(model="gpt-4o").stream_events(text):  #~ MIMA001 crewai.LLM.stream_events model=gpt-4o
        print(event)


class Own(Agent):
    def raw(self):
        self.llm.call("x")  #~ MIMA001 crewai.LLM.call
