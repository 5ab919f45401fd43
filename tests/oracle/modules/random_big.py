import random
random.seed(7)
print(random.getrandbits(100), random.randint(0, 10**30), random.randrange(10**20, 10**21), random.getrandbits(33))
random.seed(10**40); print(random.random())
random.seed(-10**40); print(random.random())
random.seed(1.5); print(random.random())
random.seed(True); print(random.random())
print(random.sample(range(10**12), 3), random.choice(range(5, 10**15)))
