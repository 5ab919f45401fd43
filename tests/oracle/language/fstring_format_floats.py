values = [0.0, -0.0, 1.0, 1.5, -2.675, 123456789.125, 1e-7, 1e22, 3.0e100, float("inf"), float("-inf"), float("nan")]
for spec in ("", "f", ".0f", ".3f", "e", ".0e", "g", ".3g", "#g", "G", "E", "%", ".1%", "12.2f", "<12.2f", "^12.2f", "012.2f", "+.1f", " .1f", ",", ",.2f", "_.3f", "z.1f", ".10", "n", "=12", "F", ".17g"):
    row = []
    for value in values:
        try:
            row.append(f"{value:{spec}}")
        except ValueError as error:
            row.append(f"ValueError: {error}")
    print(repr(spec), row)
