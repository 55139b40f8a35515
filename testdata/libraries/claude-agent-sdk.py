from claude_agent_sdk import ClaudeAgentOptions, ClaudeSDKClient, query


async def once(prompt: str):
    async for message in query(prompt=prompt, options=ClaudeAgentOptions(max_turns=1)):  #~ MIMA001 claude_agent_sdk.query
        print(message)


async def session(prompt: str):
    async with ClaudeSDKClient() as client:
        await client.query(prompt)  #~ MIMA001 claude_agent_sdk.ClaudeSDKClient.query
        async for message in client.receive_response():
            print(message)
        await client.interrupt()
