raise SystemExit("a reason")
