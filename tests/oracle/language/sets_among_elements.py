# A set is looked for as the frozenset with the same elements; it cannot be an element itself.

pairs = {frozenset([1, 2]), frozenset([3])}
print({1, 2} in pairs, {9} in pairs)
pairs.discard({3})
print(pairs)
pairs.remove({2, 1})
print(pairs)
for call in (lambda: pairs.remove({5}), lambda: pairs.add({5}), lambda: pairs.discard([5]), lambda: pairs.remove([5])):
    try:
        call()
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)
