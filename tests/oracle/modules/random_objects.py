import random

a, b = random.Random(5), random.Random(5)
print([a.random() for _ in range(3)] == [b.random() for _ in range(3)], a.randint(1, 100), b.randint(1, 100))
random.seed(5)
print(random.random() == random.Random(5).random())
class Loaded(random.Random):
    def pick(self):
        return self.choice([6, 6, 6, 1])
print(Loaded(3).pick(), [Loaded(1).randint(1, 6) for _ in range(3)])
random.seed()
print(0 <= random.random() < 1)
def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__ + ":", error)
attempt(lambda: random.choice([]))
attempt(lambda: random.randint(5, 1))
attempt(lambda: random.randrange(0))
attempt(lambda: random.randrange(1, 5, 0))
attempt(lambda: random.sample([1], 2))
attempt(lambda: random.sample({1, 2}, 1))
attempt(lambda: random.seed([]))
attempt(lambda: random.choices([1, 2], weights=[1]))
attempt(lambda: random.choices([1, 2], [0, 0]))
attempt(lambda: random.choices([1, 2], 5))
attempt(lambda: random.getrandbits(-1))
