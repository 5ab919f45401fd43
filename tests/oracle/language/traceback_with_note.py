class Custom(Exception):
    def __str__(self):
        return "custom text"


error = Custom()
error.add_note("first note")
error.add_note("second note")
raise error
