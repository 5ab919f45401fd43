name, n, x = "Ada", 3, 3.14159
print(f"{name} {n} {x}", f"{name!r} {n:03d} {x:.2f} {n=} {x=:.1f} {{braces}}")
print(f"{name:>10}|{name:<10}|{name:^10}|{name:*^9}|{n:+d}|{-n: d}|{n:5}|{n:<5}|")
print(f"{1234567:,} {255:x} {255:X} {255:#x} {255:b} {255:o} {1234567.891:,.2f}")
width = 8
print(f"{n:{width}}|{name:>{width}}|{n + 1}|{[i * i for i in range(n)]}|{'nested ' + name}")
print("%s is %d years and %.1f, %r, %5s|%-5s|%05d %x %%" % ("Ada", 36, 1.75, "q", "a", "b", 42, 255))
print("%s" % 5, "%s" % (5,), "%s and %s" % (1, [2]))
