"""The report of the night, run by cron."""

from concurrent.futures import ThreadPoolExecutor

from desk.clients import openai_client


def report(tickets: list[str]) -> list[str]:
    ask = openai_client().responses.create
    with ThreadPoolExecutor(max_workers=4) as executor:
        futures = [executor.submit(ask, model="gpt-4o-mini", input=ticket) for ticket in tickets]
    return [future.result().output_text for future in futures]
