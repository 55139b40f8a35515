from llama_cpp import Llama

llm = Llama(model_path="models/mistral-7b.gguf")


def complete(prompt: str):
    tokens = llm.tokenize(prompt.encode())
    return len(tokens), llm(prompt, max_tokens=64)  #~ MIMA001 llama_cpp.Llama model=models/mistral-7b.gguf


def talk(messages: list):
    other = Llama.from_pretrained(repo_id="Qwen/Qwen2-0.5B-Instruct-GGUF", filename="*q8_0.gguf")
    return other.create_chat_completion(messages=messages)  #~ MIMA001 llama_cpp.Llama.create_chat_completion


def vectors(handle: Llama):
    handle.describe()
    return handle.create_embedding()  #~ MIMA001 llama_cpp.Llama.create_embedding
