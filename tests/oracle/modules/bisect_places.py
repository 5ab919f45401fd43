import bisect

numbers = [1, 3, 3, 3, 7]
print([bisect.bisect(numbers, x) for x in range(9)], [bisect.bisect_left(numbers, x) for x in range(9)])
print(bisect.bisect_right(numbers, 3, 0, 2), bisect.bisect_left(numbers, 3, 2), bisect.bisect(numbers, 9, lo=1, hi=3))
bisect.insort(numbers, 4)
bisect.insort_left(numbers, 3)
print(numbers)
words = ["a", "bb", "dddd"]
bisect.insort(words, "ccc", key=len)
print(words, bisect.bisect_left(words, 2, key=len))
for wrong in (lambda: bisect.bisect([1], "a"), lambda: bisect.bisect([1], 1, -1), lambda: bisect.bisect([1])):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
