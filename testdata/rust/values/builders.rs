//! A call at the end of a chain of builder methods.
use aws_sdk_bedrockruntime::Client;
use rig::client::CompletionClient;
use rig::completion::Prompt;
use rig::providers::openai;

async fn at_the_end(client: &Client) {
    client.converse().model_id("a").messages(1).send().await; //~ MIMA001 aws_sdk_bedrockruntime.operation.converse.builders.ConverseFluentBuilder.send
    let mut request = client.invoke_model();
    request = request.body(1);
    request.send().await; //~ MIMA001 aws_sdk_bedrockruntime.operation.invoke_model.builders.InvokeModelFluentBuilder.send
    client.count_tokens().send().await;
}

async fn agents() -> Result<(), Box<dyn std::error::Error>> {
    let client = openai::Client::from_env();
    let agent = client.agent("gpt-4o").preamble("x").build();
    agent.prompt("hello").multi_turn(2).await?; //~ MIMA001 rig.agent.Agent.prompt
    let extractor = client.extractor::<String>("gpt-4o").build();
    extractor.extract("x").await?; //~ MIMA001 rig.extractor.Extractor.extract
    Ok(())
}

async fn generic<P: Prompt>(prompt: P, other: &impl Prompt, boxed: Box<dyn Prompt>) {
    prompt.prompt("x").await; //~ MIMA001 rig.completion.Prompt.prompt
    other.prompt("x").await; //~ MIMA001 rig.completion.Prompt.prompt
    boxed.prompt("x").await; //~ MIMA001 rig.completion.Prompt.prompt
}
