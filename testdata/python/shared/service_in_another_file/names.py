RUNTIME = "bedrock-runtime"
QUEUE = "sqs"
