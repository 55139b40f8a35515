from desk import answer


def fast(str q):
    return answer(q)
