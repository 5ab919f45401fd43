text = "hello"
print([c for c in text], text[::-1], "".join(reversed(text)), sorted(text), {c: text.count(c) for c in text}, list(enumerate(text))[:2], max(text), "l" in text)
out = ""
for i, c in enumerate(text):
    out += c.upper() if i % 2 else c
print(out, out.swapcase(), len(out), out == "hElLo", out > "h", *out)
words = "the cat the dog the end".split()
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
print(counts, sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))
print("\n".join(f"{w:<5}|{n:>3}" for w, n in counts.items()))
