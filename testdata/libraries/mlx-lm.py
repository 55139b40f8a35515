import mlx_lm.utils
from mlx_lm import batch_generate, convert, generate, load, stream_generate
from mlx_lm.generate import BatchGenerator, generate_step
from mlx_lm.lora import train_model
from mlx_lm.sample_utils import make_sampler
from mlx_lm.tuner import train

model, tokenizer = load("mlx-community/Llama-3.2-3B-Instruct-4bit")
convert("meta-llama/Llama-3.2-3B-Instruct", quantize=True)


def ask(text: str):
    prompt = tokenizer.apply_chat_template([{"role": "user", "content": text}])
    batch_generate(model, tokenizer, [prompt])  #~ MIMA001 mlx_lm.batch_generate
    return generate(model, tokenizer, prompt, sampler=make_sampler(0.7))  #~ MIMA001 mlx_lm.generate


def stream(text: str):
    for response in stream_generate(model, tokenizer, text):  #~ MIMA001 mlx_lm.stream_generate
        print(response.text)


def by_steps(tokens):
    for token, _ in generate_step(tokens, model):  #~ MIMA001 mlx_lm.generate.generate_step
        yield token
    batches = BatchGenerator(model)
    batches.insert([tokens])
    while responses := batches.next():  #~ MIMA001 mlx_lm.generate.BatchGenerator.next
        yield responses


def before_0_23(text: str):
    return mlx_lm.utils.generate(model, tokenizer, text)  #~ MIMA001 mlx_lm.utils.generate


def tune(optimizer, arguments, dataset):
    train(model, optimizer, dataset)  #~ MIMA001 mlx_lm.tuner.train
    train_model(arguments, model, dataset, dataset)  #~ MIMA001 mlx_lm.lora.train_model
