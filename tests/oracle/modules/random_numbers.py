import random

for seed in (0, 1, 42, -7, 2**40 + 5, "text", "", "ünï", "a" * 200):
    random.seed(seed)
    print(repr(seed)[:20], random.random(), random.random(), random.randint(1, 6), random.randrange(10, 20, 3), random.getrandbits(5))
random.seed(2024)
print(random.uniform(1, 10), random.uniform(-1, 1), random.choice("abcdef"), random.choice([1, 2, 3]))
items = list(range(20))
random.shuffle(items)
print(items)
print(random.sample(range(100), 5), random.sample([1, 2, 3], 3), random.sample(range(1000), 30), random.sample(["a", "b"], k=2, counts=[3, 2]))
print(random.choices("abc", k=5), random.choices([1, 2, 3], weights=[5, 1, 1], k=6), random.choices("xy", cum_weights=[1, 4], k=3))
print(random.gauss(0, 1), random.gauss(0, 1), random.gauss(10, 2), random.normalvariate(0, 1), random.expovariate(2))
print(random.triangular(0, 10, 3), random.lognormvariate(0, 1), random.paretovariate(3), random.weibullvariate(1, 2))
print([random.randint(0, 9) for _ in range(20)], random.getrandbits(32), random.getrandbits(0))
