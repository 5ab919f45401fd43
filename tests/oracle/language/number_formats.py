for value in (0, 7, -42, 255, 1234567):
    print(f"{value:d}|{value:5d}|{value:<7d}|{value:^9d}|{value:+d}|{value: d}|{value:05d}|{value:x}|{value:#X}|{value:#o}|{value:b}|{value:,}|{value:_}|{value:e}|{value:.1%}")
for value in (0.0, -0.0, 3.14159, -2.5, 1e10, 1.5e-7, 123456789.987, 1e100, float("inf"), float("-inf"), float("nan")):
    print(f"{value}|{value:f}|{value:.2f}|{value:10.3f}|{value:<10.1f}|{value:+.1e}|{value:g}|{value:.3g}|{value:010.2f}|{value:,.2f}|{value:%}|{value:.0f}|{value:#.3g}|{value:G}|{value:.4}|{value:10}")
print(f"{12345:=+10}|{-5:*=8}|{3:>{4}}|{2.5:{6}.{2}f}|{True:d}|{True}|{True:5}|{65:c}|{1e6:,}|{1234.5:_}|{1234567:012,}|{255:#010x}")
print(format(3, "02"), format("x", ">3"), format(2.0, ""), format(10 ** 25, ","), f"{0.1 + 0.2:.20f}", f"{1e-310}", f"{5e-324:.3e}")
for spec in ("z", "5.2d", "s", "q", ",x", "+s"):
    for value in (5, 2.5, "text"):
        try:
            print(spec, format(value, spec))
        except ValueError as error:
            print(error)
