"""Everything once: what the desk does on a busy day."""
import asyncio

from desk.agent import tools
from desk.agent.loop import Agent
from desk.chain.answers import answer, answer_governed
from desk.llm import wrapped
from desk.llm.moderation import Moderator
from desk.services import asynchronous, closures, decorated, dispatch, knowledge, pipeline, reviews, streaming, threads
from desk.services.summaries import summarise, summarise_all


def main():
    summarise("a")
    summarise_all(["a", "b"])
    reviews.review("a")
    reviews.review_all(["a"])
    list(streaming.stream_answer("a"))
    streaming.collect_answer("a")
    list(streaming.stream_traced("a"))
    threads.fan_out(["a"])
    threads.fan_out_governed(["a"])
    pipeline.run_pipeline("a")
    closures.inside("a")
    closures.make_asker()("a")
    list(closures.lazily(["a"]))
    closures.eagerly(["a"])
    decorated.wrapped("a")
    decorated.cached("a")
    decorated.caching("a")
    decorated.default_runs_outside("a")
    decorated.batched(["a"])
    decorated.probe("a")
    dispatch.dispatch("greet", "a")
    dispatch.dispatch("bye", "a")
    knowledge.Source().lookup("a")
    knowledge.Wiki().lookup("a")
    talk()


def talk():
    asyncio.run(coroutines())
    asynchronous.run_loop("a")
    wrapped.governed_score("a")
    wrapped.governed_rank("a")
    wrapped.rank("a")
    wrapped.rate("a")
    wrapped.label("a")
    moderator = Moderator()
    moderator.check("a")
    moderator.unchecked("a")
    Moderator.check_static("a")
    print(moderator.probe)
    agent = Agent([tools.search])
    agent.run("a")
    agent.peek("a")
    answer("a")
    answer_governed("a")


async def coroutines():
    await asynchronous.answer("a")
    await asynchronous.answer_all(["a", "b"])
    await asynchronous.too_early("a")
    await asynchronous.traced("a")
    await asynchronous.in_a_thread("a")


if __name__ == "__main__":
    main()
