//! Swiftide: its calls, and others that make no model run.

async fn calls_0(handle: swiftide::integrations::openai::OpenAI) {
    handle.prompt(1).await; //~ MIMA001 swiftide.integrations.openai.OpenAI.prompt
    handle.complete(1).await; //~ MIMA001 swiftide.integrations.openai.OpenAI.complete
    handle.complete_stream(1).await; //~ MIMA001 swiftide.integrations.openai.OpenAI.complete_stream
    handle.embed(1).await; //~ MIMA001 swiftide.integrations.openai.OpenAI.embed
}

async fn calls_1(handle: swiftide::SimplePrompt) {
    handle.prompt(1).await; //~ MIMA001 swiftide.SimplePrompt.prompt
}

async fn calls_2(handle: swiftide::ChatCompletion) {
    handle.complete(1).await; //~ MIMA001 swiftide.ChatCompletion.complete
    handle.complete_stream(1).await; //~ MIMA001 swiftide.ChatCompletion.complete_stream
}

async fn calls_3(handle: swiftide::EmbeddingModel) {
    handle.embed(1).await; //~ MIMA001 swiftide.EmbeddingModel.embed
}

async fn calls_4(handle: swiftide::agents::Agent) {
    handle.query(1).await; //~ MIMA001 swiftide.agents.Agent.query
    handle.query_once(1).await; //~ MIMA001 swiftide.agents.Agent.query_once
    handle.run(1).await; //~ MIMA001 swiftide.agents.Agent.run
    handle.run_once(1).await; //~ MIMA001 swiftide.agents.Agent.run_once
}

async fn no_calls_0(handle: swiftide::agents::Agent) {
    handle.history(1).await;
    handle.stop(1).await;
}

async fn index(client: swiftide::integrations::openai::OpenAI, store: Qdrant) -> anyhow::Result<()> {
    let pipeline = swiftide::indexing::Pipeline::from_loader(FileLoader::new("docs"))
        .then_chunk(ChunkMarkdown::from_chunk_range(10..2048))
        .then(MetadataQAText::new(client.clone()))
        .then_in_batch(Embed::new(client))
        .then_store_with(store);
    println!("{:?}", pipeline.stats());
    pipeline.run().await //~ MIMA001 swiftide.indexing.Pipeline.run
}

async fn ask(client: swiftide::integrations::openai::OpenAI, store: Qdrant) -> anyhow::Result<String> {
    let mut pipeline = swiftide::query::Pipeline::default()
        .then_transform_query(GenerateSubquestions::from_client(client.clone()))
        .then_retrieve(store)
        .then_answer(Simple::from_client(client));
    pipeline.query_mut("Why?").await?; //~ MIMA001 swiftide.query.Pipeline.query_mut
    Ok(pipeline.query("What?").await?.answer().to_owned()) //~ MIMA001 swiftide.query.Pipeline.query
}
