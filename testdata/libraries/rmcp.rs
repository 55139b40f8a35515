//! rmcp: its calls, and others that make no model run.

use rmcp::ServiceExt;

async fn calls_0(handle: rmcp::service::RunningService) {
    handle.call_tool(1).await; //~ MIMA001 rmcp.service.RunningService.call_tool
    handle.call_tool_once(1).await; //~ MIMA001 rmcp.service.RunningService.call_tool_once
    handle.create_message(1).await; //~ MIMA001 rmcp.service.RunningService.create_message
}

async fn calls_1(handle: rmcp::Peer) {
    handle.call_tool(1).await; //~ MIMA001 rmcp.Peer.call_tool
    handle.call_tool_once(1).await; //~ MIMA001 rmcp.Peer.call_tool_once
    handle.create_message(1).await; //~ MIMA001 rmcp.Peer.create_message
}

async fn no_calls_0(handle: rmcp::service::RunningService) {
    handle.list_tools(1).await;
    handle.list_all_tools(1).await;
    handle.read_resource(1).await;
    handle.get_prompt(1).await;
}

async fn in_a_handler(context: rmcp::service::RequestContext) {
    context.peer.list_roots().await;
    context.peer.create_message(1).await; //~ MIMA001 rmcp.service.Peer.create_message
}

async fn started() {
    let client = rmcp::serve_client(1, 2).await.unwrap();
    client.call_tool(1).await; //~ MIMA001 rmcp.service.RunningService.call_tool
    let other = ().serve(1).await.unwrap();
    other.call_tool(1).await; //~ MIMA001 rmcp.service.RunningService.call_tool
}
