//! langchain-rust: its calls, and others that make no model run.

async fn calls_0(handle: langchain_rust::llm::OpenAI) {
    handle.invoke(1).await; //~ MIMA001 langchain_rust.llm.OpenAI.invoke
    handle.generate(1).await; //~ MIMA001 langchain_rust.llm.OpenAI.generate
    handle.stream(1).await; //~ MIMA001 langchain_rust.llm.OpenAI.stream
}

async fn calls_1(handle: langchain_rust::chain::Chain) {
    handle.invoke(1).await; //~ MIMA001 langchain_rust.chain.Chain.invoke
    handle.call(1).await; //~ MIMA001 langchain_rust.chain.Chain.call
    handle.execute(1).await; //~ MIMA001 langchain_rust.chain.Chain.execute
    handle.stream(1).await; //~ MIMA001 langchain_rust.chain.Chain.stream
}

async fn calls_2(handle: langchain_rust::embedding::Embedder) {
    handle.embed_query(1).await; //~ MIMA001 langchain_rust.embedding.Embedder.embed_query
    handle.embed_documents(1).await; //~ MIMA001 langchain_rust.embedding.Embedder.embed_documents
}

async fn calls_3(handle: langchain_rust::tools::Tool) {
    handle.call(1).await; //~ MIMA001 langchain_rust.tools.Tool.call
}

async fn calls_4(handle: langchain_rust::agent::AgentExecutor) {
    handle.invoke(1).await; //~ MIMA001 langchain_rust.agent.AgentExecutor.invoke
    handle.call(1).await; //~ MIMA001 langchain_rust.agent.AgentExecutor.call
    handle.execute(1).await; //~ MIMA001 langchain_rust.agent.AgentExecutor.execute
    handle.stream_events(1).await; //~ MIMA001 langchain_rust.agent.AgentExecutor.stream_events
}

async fn no_calls_0(handle: langchain_rust::chain::Chain) {
    handle.get_input_keys(1).await;
}

async fn built() {
    let chain = langchain_rust::chain::LLMChainBuilder::new().prompt(1).llm(2).build().unwrap();
    chain.invoke(1).await; //~ MIMA001 langchain_rust.chain.LLMChain.invoke
}
