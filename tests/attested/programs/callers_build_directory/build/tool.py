from desk import answer

answer("y")
