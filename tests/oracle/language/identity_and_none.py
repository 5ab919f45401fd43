a = []
b = a
print(a is b, a is [], a == [], None is None, a is not None, not None, None == False, [None] == [None], type(None)() is None if False else True)
print(None or "default", 0 or None, [] and 1, "" or [] or 0, not [], not [0], (None,) * 2)
for bad in (lambda: None.x, lambda: None[0], lambda: None(), lambda: None + 1, lambda: len(None), lambda: iter(None), lambda: None < 1):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
