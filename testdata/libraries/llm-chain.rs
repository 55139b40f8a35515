//! llm-chain: its calls, and others that make no model run.

async fn calls_0(handle: llm_chain::step::Step) {
    handle.run(1).await; //~ MIMA001 llm_chain.step.Step.run
}

async fn calls_1(handle: llm_chain::chains::sequential::Chain) {
    handle.run(1).await; //~ MIMA001 llm_chain.chains.sequential.Chain.run
    handle.send_message(1).await; //~ MIMA001 llm_chain.chains.sequential.Chain.send_message
}

async fn calls_2(handle: llm_chain::Executor) {
    handle.execute(1).await; //~ MIMA001 llm_chain.Executor.execute
}

async fn calls_3(handle: llm_chain::agents::self_ask_with_search::Agent) {
    handle.run(1).await; //~ MIMA001 llm_chain.agents.self_ask_with_search.Agent.run
}

async fn calls_4(handle: llm_chain::traits::Embeddings) {
    handle.embed_texts(1).await; //~ MIMA001 llm_chain.traits.Embeddings.embed_texts
    handle.embed_query(1).await; //~ MIMA001 llm_chain.traits.Embeddings.embed_query
}

async fn no_calls_0(handle: llm_chain::step::Step) {
    handle.format(1).await;
}
