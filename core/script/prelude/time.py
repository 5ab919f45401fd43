# Python's time module. The clocks are in C++ (_time), since a simulated run has virtual time; the calendar is here. The zone is UTC.

import _time
from _machine import in_c
from _time import monotonic, monotonic_ns, perf_counter, perf_counter_ns, process_time, process_time_ns, sleep, thread_time, thread_time_ns, time, time_ns

timezone = altzone = daylight = 0
tzname = ("UTC", "UTC")

_days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_full_days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_full_months = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_fields = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst")


class struct_time:
    tm_zone = "UTC"
    tm_gmtoff = 0

    def __init__(self, sequence):
        self._values = tuple(sequence)
        if len(self._values) < 9:
            raise TypeError(f"time.struct_time() takes an at least 9-sequence ({len(self._values)}-sequence given)")
        for name, value in zip(_fields, self._values):
            setattr(self, name, value)

    def __getitem__(self, index):
        return self._values[index]

    def __len__(self):
        return 9

    def __iter__(self):
        return iter(self._values)

    def __eq__(self, other):
        return self._values == tuple(other)

    def __lt__(self, other):
        return self._values < tuple(other)

    def __hash__(self):
        return hash(self._values)

    def __repr__(self):
        return "time.struct_time(" + ", ".join([f"{name}={value}" for name, value in zip(_fields, self._values)]) + ")"


def _days_before(year):
    # The number of days from 1970 to the begin of a year, in the Gregorian calendar.
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 - 719162


def _month_lengths(year):
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@in_c
def gmtime(secs=None, /):
    secs = int(time() if secs is None else secs // 1)
    days, rest = secs // 86400, secs % 86400
    year = 1970 + days // 366
    while _days_before(year + 1) <= days:
        year += 1
    day_of_year = days - _days_before(year)
    month, day = 0, day_of_year
    for length in _month_lengths(year):
        if day < length:
            break
        day -= length
        month += 1
    return struct_time((year, month + 1, day + 1, rest // 3600, rest // 60 % 60, rest % 60, (days + 3) % 7, day_of_year + 1, 0))


localtime = gmtime


@in_c
def mktime(t, /):
    year, month, day, hour, minute, second = tuple(t)[:6]
    days = _days_before(year) + sum(_month_lengths(year)[: month - 1]) + day - 1
    return float(days * 86400 + hour * 3600 + minute * 60 + second)


@in_c
def strftime(format, t=None, /):
    values = tuple(gmtime() if t is None else t)
    year, month, day, hour, minute, second, weekday, day_of_year = values[:8]
    parts = {
        "Y": lambda: str(year), "y": lambda: "%02d" % (year % 100), "m": lambda: "%02d" % month, "d": lambda: "%02d" % day,
        "e": lambda: "%2d" % day, "H": lambda: "%02d" % hour, "I": lambda: "%02d" % ((hour + 11) % 12 + 1),
        "M": lambda: "%02d" % minute, "S": lambda: "%02d" % second, "p": lambda: "AM" if hour < 12 else "PM",
        "j": lambda: "%03d" % day_of_year, "a": lambda: _days[weekday], "A": lambda: _full_days[weekday],
        "b": lambda: _months[month - 1], "h": lambda: _months[month - 1], "B": lambda: _full_months[month - 1],
        "w": lambda: str((weekday + 1) % 7), "u": lambda: str(weekday + 1), "Z": lambda: "UTC", "z": lambda: "+0000",
        "n": lambda: "\n", "t": lambda: "\t", "%": lambda: "%",
        "F": lambda: strftime("%Y-%m-%d", values), "T": lambda: strftime("%H:%M:%S", values), "R": lambda: strftime("%H:%M", values),
        "D": lambda: strftime("%m/%d/%y", values), "x": lambda: strftime("%m/%d/%y", values), "X": lambda: strftime("%H:%M:%S", values),
        "c": lambda: strftime("%a %b %e %H:%M:%S %Y", values), "s": lambda: str(int(mktime(values))),
    }
    text, place = "", 0
    while place < len(format):
        character = format[place]
        if character == "%" and place + 1 < len(format) and format[place + 1] in parts:
            character = parts[format[place + 1]]()
            place += 1
        text += character
        place += 1
    return text


@in_c
def asctime(t=None, /):
    return strftime("%a %b %e %H:%M:%S %Y", gmtime() if t is None else t)


@in_c
def ctime(secs=None, /):
    return asctime(gmtime(secs))


def get_clock_info(name):
    raise NotImplementedError("Threadbox has no clock info")


del in_c  # `import *` takes every name without an underscore.
