//! misanthropic: its calls, and others that make no model run.

async fn calls_0(handle: misanthropic::Client) {
    handle.message(1).await; //~ MIMA001 misanthropic.Client.message
    handle.stream(1).await; //~ MIMA001 misanthropic.Client.stream
    handle.request(1).await; //~ MIMA001 misanthropic.Client.request
    handle.request_custom(1).await; //~ MIMA001 misanthropic.Client.request_custom
    handle.batch(1).await; //~ MIMA001 misanthropic.Client.batch
    handle.tagged_batch(1).await; //~ MIMA001 misanthropic.Client.tagged_batch
}

async fn calls_1(handle: misanthropic::Chat) {
    handle.run(1).await; //~ MIMA001 misanthropic.Chat.run
}

async fn no_calls_0(handle: misanthropic::Client) {
    handle.models(1).await;
    handle.count_tokens(1).await;
    handle.batch_poll(1).await;
}
