import random

random.seed(42)
print(random.random(), random.randint(1, 100), random.randrange(0, 100, 7), random.uniform(1, 2), random.choice("abcdef"), random.getrandbits(70), random.gauss(0, 1))
items = list(range(10))
random.shuffle(items)
print(items, random.sample(range(1000), 5), random.choices("ab", weights=[1, 3], k=8), random.choices([1, 2, 3], k=4), random.sample("abcdef", 6), random.triangular(0, 10, 5), random.expovariate(1.5))
own = random.Random("text seed")
other = random.Random("text seed")
print(own.random() == other.random(), own.random(), random.Random(3.5).random(), random.Random(-7).random(), random.Random(2**80).randint(0, 10**30))
for bad in (lambda: random.choice([]), lambda: random.randint(2, 1), lambda: random.randrange(0), lambda: random.sample([1], 2), lambda: random.sample({1}, 1), lambda: random.choices([], k=1), lambda: random.shuffle((1, 2)), lambda: random.randrange(1, 5, 0), lambda: random.randint(1.5, 2), lambda: random.seed([]), lambda: random.choices([1], weights=[0]), lambda: random.getrandbits(-1), lambda: random.sample([1, 2], -1), lambda: random.choices([1, 2], weights=[1])):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
