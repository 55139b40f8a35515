from core_llm import answer


def view(q):
    return answer(q)
