data = [1, 5, 9]
if (n := len(data)) > 2:
    print("long", n)
while (x := data.pop()) > 1:
    print(x)
print([y for v in range(5) if (y := v * v) > 3], (z := 3) + z)
print(1 < 2 < 3, 1 < 2 > 1, 1 == 1 != 2, 3 > 2 > 2, not 1 > 2, 1 in [1] == True, None is None is not 1)
print(0 or [] or "last", 1 and 2 and 3, 0 and 1 / 0, 1 or 1 / 0, not "" and "x", (1 if 0 else 2 if 0 else 3))


def loud(value):
    print("loud", value)
    return value


print(loud(1) < loud(3) < loud(2), loud(5) < loud(1) < loud(9))

# A lambda in parentheses may be what a condition chooses; one without takes the condition into its body.
chosen = (lambda: "first") if len("x") == 1 else (lambda: "second")
print(chosen(), ((lambda: 1) if False else 2), (lambda n: "odd" if n % 2 else "even")(3))
