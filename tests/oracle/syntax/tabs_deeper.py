if 1:
	if 2:
	    print(1)
		print(2)
