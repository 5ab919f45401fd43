# exit() and quit() are there without an import.

for call in (exit, quit, lambda: exit(3), lambda: quit("said")):
    try:
        call()
    except SystemExit as ending:
        print(repr(ending), ending.code)
exit(4)
