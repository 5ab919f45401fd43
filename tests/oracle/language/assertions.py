assert True, "never shown"
for check in (lambda: 1 == 2, lambda: None):
    try:
        assert check(), "with message"
    except AssertionError as error:
        print(repr(error))
try:
    assert not [1]
except AssertionError as error:
    print(repr(error))
assert 1 == 2, ["a", "list"]
