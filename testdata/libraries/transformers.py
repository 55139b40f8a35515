from transformers import AutoModelForCausalLM, AutoTokenizer, Seq2SeqTrainer, pipeline
from transformers import PreTrainedModel, TextGenerationPipeline

tokenizer = AutoTokenizer.from_pretrained("gpt2")
model = AutoModelForCausalLM.from_pretrained("gpt2")
summarise = pipeline("summarization", model="facebook/bart-large-cnn")


def write(prompt: str) -> str:
    inputs = tokenizer(prompt, return_tensors="pt")
    tokens = model.generate(**inputs, max_new_tokens=50)  #~ MIMA001 transformers.AutoModelForCausalLM.generate model=gpt2
    return tokenizer.decode(tokens[0])


def shorten(text: str):
    return summarise(text, max_length=60)  #~ MIMA001 transformers.Pipeline


def store(folder: str):
    model.save_pretrained(folder)


def tune(handle: Seq2SeqTrainer):
    handle.describe()
    return handle.train()  #~ MIMA001 transformers.Seq2SeqTrainer.train


def own_pipeline(text: str):
    write = TextGenerationPipeline(model=model, tokenizer=tokenizer)
    write.save_pretrained("out")
    return write(text)  #~ MIMA001 transformers.TextGenerationPipeline


def any_model(network: PreTrainedModel, tokens):
    network.resize_token_embeddings(10)
    return network.generate(tokens)  #~ MIMA001 transformers.PreTrainedModel.generate
