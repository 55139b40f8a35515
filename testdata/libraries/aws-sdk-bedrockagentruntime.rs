//! aws-sdk-bedrockagentruntime: its calls, and others that make no model run.

async fn calls_0(handle: aws_sdk_bedrockagentruntime::operation::invoke_agent::builders::InvokeAgentFluentBuilder) {
    handle.send(1).await; //~ MIMA001 aws_sdk_bedrockagentruntime.operation.invoke_agent.builders.InvokeAgentFluentBuilder.send
}

async fn calls_1(handle: aws_sdk_bedrockagentruntime::operation::start_flow_execution::builders::StartFlowExecutionFluentBuilder) {
    handle.send(1).await; //~ MIMA001 aws_sdk_bedrockagentruntime.operation.start_flow_execution.builders.StartFlowExecutionFluentBuilder.send
}

async fn calls_2(handle: aws_sdk_bedrockagentruntime::operation::retrieve_and_generate::builders::RetrieveAndGenerateFluentBuilder) {
    handle.send(1).await; //~ MIMA001 aws_sdk_bedrockagentruntime.operation.retrieve_and_generate.builders.RetrieveAndGenerateFluentBuilder.send
}

async fn calls_3(handle: aws_sdk_bedrockagentruntime::operation::retrieve_and_generate_stream::builders::RetrieveAndGenerateStreamFluentBuilder) {
    handle.send(1).await; //~ MIMA001 aws_sdk_bedrockagentruntime.operation.retrieve_and_generate_stream.builders.RetrieveAndGenerateStreamFluentBuilder.send
}

async fn calls_4(handle: aws_sdk_bedrockagentruntime::operation::retrieve::builders::RetrieveFluentBuilder) {
    handle.send(1).await; //~ MIMA001 aws_sdk_bedrockagentruntime.operation.retrieve.builders.RetrieveFluentBuilder.send
}

async fn calls_5(handle: aws_sdk_bedrockagentruntime::operation::rerank::builders::RerankFluentBuilder) {
    handle.send(1).await; //~ MIMA001 aws_sdk_bedrockagentruntime.operation.rerank.builders.RerankFluentBuilder.send
}

async fn no_calls_0(handle: aws_sdk_bedrockagentruntime::Client) {
    handle.create_session(1).await;
    handle.list_sessions(1).await;
    handle.get_agent_memory(1).await;
}

async fn built() {
    let client = aws_sdk_bedrockagentruntime::Client::new(&config);
    client.create_session().send().await;
    client.retrieve().knowledge_base_id("k").send().await; //~ MIMA001 aws_sdk_bedrockagentruntime.operation.retrieve.builders.RetrieveFluentBuilder.send
}
