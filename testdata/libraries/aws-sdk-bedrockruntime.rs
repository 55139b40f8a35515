//! aws-sdk-bedrockruntime: its calls, and others that make no model run.

async fn calls_0(handle: aws_sdk_bedrockruntime::operation::converse::builders::ConverseFluentBuilder) {
    handle.send(1).await; //~ MIMA001 aws_sdk_bedrockruntime.operation.converse.builders.ConverseFluentBuilder.send
}

async fn calls_1(handle: aws_sdk_bedrockruntime::operation::converse_stream::builders::ConverseStreamFluentBuilder) {
    handle.send(1).await; //~ MIMA001 aws_sdk_bedrockruntime.operation.converse_stream.builders.ConverseStreamFluentBuilder.send
}

async fn calls_2(handle: aws_sdk_bedrockruntime::operation::invoke_model::builders::InvokeModelFluentBuilder) {
    handle.send(1).await; //~ MIMA001 aws_sdk_bedrockruntime.operation.invoke_model.builders.InvokeModelFluentBuilder.send
}

async fn calls_3(handle: aws_sdk_bedrockruntime::operation::invoke_model_with_response_stream::builders::InvokeModelWithResponseStreamFluentBuilder) {
    handle.send(1).await; //~ MIMA001 aws_sdk_bedrockruntime.operation.invoke_model_with_response_stream.builders.InvokeModelWithResponseStreamFluentBuilder.send
}

async fn calls_4(handle: aws_sdk_bedrockruntime::operation::start_async_invoke::builders::StartAsyncInvokeFluentBuilder) {
    handle.send(1).await; //~ MIMA001 aws_sdk_bedrockruntime.operation.start_async_invoke.builders.StartAsyncInvokeFluentBuilder.send
}

async fn calls_5(handle: aws_sdk_bedrockruntime::operation::apply_guardrail::builders::ApplyGuardrailFluentBuilder) {
    handle.send(1).await; //~ MIMA001 aws_sdk_bedrockruntime.operation.apply_guardrail.builders.ApplyGuardrailFluentBuilder.send
}

async fn no_calls_0(handle: aws_sdk_bedrockruntime::Client) {
    handle.count_tokens(1).await;
    handle.get_async_invoke(1).await;
    handle.list_async_invokes(1).await;
}

async fn built() {
    let client = aws_sdk_bedrockruntime::Client::new(&config);
    client.count_tokens().model_id("m").send().await;
    client.converse().model_id("m").send().await; //~ MIMA001 aws_sdk_bedrockruntime.operation.converse.builders.ConverseFluentBuilder.send
}
