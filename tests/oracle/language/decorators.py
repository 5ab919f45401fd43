def twice(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs) * 2
    return wrapper

def named(name):
    def decorate(function):
        function.label = name
        return function
    return decorate

@twice
def five():
    return 5

@named("six")
@twice
def three(n=3):
    return n

print(five(), three(), three(n=4), three.label)
