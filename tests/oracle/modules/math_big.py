import math
print(math.factorial(30), math.comb(100, 50), math.perm(30, 10), math.isqrt(10**40), math.gcd(2**80, 6**50), math.lcm(10**15, 7**12))
print(math.log(10**400), math.log2(2**1000), math.log10(10**300), math.log2(10**25), math.floor(1e20), math.ceil(-1.5e19), math.prod(range(1, 25)))
try:
    math.sqrt(10**400)
except OverflowError as error:
    print(error)
