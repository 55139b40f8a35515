def plan(trip):
    from agents import places

    return places.place_agent.run(trip)  #~ MIMA001 agno.agent.Agent.run


def hand_off(text):
    try:
        from agents import Runner
    except ImportError:
        Runner = None
    return Runner.run_sync(None, text)  #~ MIMA001 agents.Runner.run_sync
