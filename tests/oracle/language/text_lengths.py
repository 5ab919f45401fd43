# Texts of every length around those at which they are copied in another way, put together in every way there is.

letters = "".join([chr(97 + i % 26) for i in range(140)])
for size in list(range(0, 72)) + [127, 128, 129]:
    part = letters[:size]
    number = 7 * 10 ** (size % 18) + size
    joined = ",".join([part, letters[size : size + 9], part])
    print(size, part + "|" + part[::-1], f"{part}{number}é{part}", joined, str(number), str(-number), f"{-number}")
