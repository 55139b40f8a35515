import lmdeploy
from lmdeploy import GenerationConfig, Pipeline, pipeline

pipe = pipeline("internlm/internlm2_5-7b-chat")


def ask(text: str):
    settings = lmdeploy.GenerationConfig(max_new_tokens=64)
    session = pipe.session()
    pipe.chat(text, session=session, gen_config=settings)  #~ MIMA001 lmdeploy.Pipeline.chat model=internlm/internlm2_5-7b-chat
    return pipe([text], gen_config=settings)  #~ MIMA001 lmdeploy.Pipeline model=internlm/internlm2_5-7b-chat


def stream(text: str):
    with lmdeploy.pipeline(model_path="Qwen/Qwen2.5-7B-Instruct") as entered:
        for part in entered.stream_infer(text, gen_config=GenerationConfig()):  #~ MIMA001 lmdeploy.Pipeline.stream_infer model=Qwen/Qwen2.5-7B-Instruct
            yield part


def close(own: Pipeline, tokens: list[int]):
    own.get_ppl(tokens)  #~ MIMA001 lmdeploy.Pipeline.get_ppl
    own.close()
