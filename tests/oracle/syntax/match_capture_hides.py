# A capture before another case.
match x:
    case y:
        pass
    case 1:
        pass
