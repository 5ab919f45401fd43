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


def _number(text, place, most_digits, directive):
    end = place
    while end < len(text) and end - place < most_digits and text[end].isdigit():
        end += 1
    return (int(text[place:end]), end) if end > place else (None, place)


def _name(text, place, names):
    # The longest one, in any case.
    rest = text[place:].lower()
    for index, name in sorted(enumerate(names), key=lambda item: -len(item[1])):
        if rest.startswith(name.lower()):
            return index, place + len(name)
    return None, place


_most_digits = {"Y": 4, "y": 2, "m": 2, "d": 2, "H": 2, "I": 2, "M": 2, "S": 2, "j": 3, "f": 6}
_ranges = {"m": (1, 12), "d": (1, 31), "H": (0, 23), "I": (1, 12), "M": (0, 59), "S": (0, 61), "j": (1, 366)}
_names = {"a": _days, "A": _full_days, "b": _months, "B": _full_months, "h": _months, "p": ("AM", "PM"), "Z": ("UTC", "GMT")}
_composed = {"T": "%H:%M:%S", "R": "%H:%M", "D": "%m/%d/%y", "F": "%Y-%m-%d", "c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S"}


def _offset(text, place):
    # +hh:mm, +hhmm or Z, in seconds.
    if text[place : place + 1] == "Z":
        return 0, place + 1
    sign = {"+": 1, "-": -1}.get(text[place : place + 1])
    hours, minutes = text[place + 1 : place + 3], text[place + 3 : place + 5]
    end = place + 5
    if text[place + 3 : place + 4] == ":":
        minutes, end = text[place + 4 : place + 6], place + 6
    if sign is None or not (len(hours + minutes) == 4 and (hours + minutes).isdigit()):
        return None, place
    return sign * (int(hours) * 3600 + int(minutes) * 60), end


def _parse(text, format):
    # What strptime finds, by directive. For datetime, too.
    if not isinstance(text, str) or not isinstance(format, str):
        wrong, which = (text, 0) if not isinstance(text, str) else (format, 1)
        raise TypeError(f"strptime() argument {which} must be str, not {type(wrong)}")

    def fail():
        raise ValueError(f"time data {text!r} does not match format {format!r}")

    pattern = format
    for letter, meaning in _composed.items():
        pattern = pattern.replace("%" + letter, meaning)
    found, place, i = {}, 0, 0
    while i < len(pattern):
        wanted = pattern[i]
        i += 1
        if wanted.isspace():
            while i < len(pattern) and pattern[i].isspace():
                i += 1
            begin = place
            while place < len(text) and text[place].isspace():
                place += 1
            if place == begin:
                fail()
            continue
        if wanted != "%":
            if text[place : place + 1].lower() != wanted.lower():
                fail()
            place += 1
            continue
        if i == len(pattern):
            raise ValueError(f"stray % in format {format!r}")
        directive = pattern[i]
        i += 1
        if directive == "%":
            value, end = (True, place + 1) if text[place : place + 1] == "%" else (None, place)
        elif directive in _most_digits:
            value, end = _number(text, place, _most_digits[directive], directive)
            low, high = _ranges.get(directive, (0, 999999))
            # The pattern of a number matches the longest text that is in its range.
            while value is not None and not low <= value <= high:
                end -= 1
                value = int(text[place:end]) if end > place else None
            if value is not None and directive == "Y" and end - place < 4:
                value = None
            if value is not None and directive == "f":
                value *= 10 ** (6 - (end - place))
        elif directive in _names:
            value, end = _name(text, place, _names[directive])
        elif directive == "z":
            value, end = _offset(text, place)
        else:
            raise ValueError(f"{directive!r} is a bad directive in format {format!r}")
        if value is None:
            fail()
        found[directive], place = value, end
    if place < len(text):
        raise ValueError(f"unconverted data remains: {text[place:]}")
    return found


def _fields_of(found):
    year = found.get("Y", 1900)
    if "y" in found and "Y" not in found:
        year = found["y"] + (2000 if found["y"] <= 68 else 1900)
    hour = found.get("H", 0)
    if "I" in found:
        hour = found["I"] % 12 + (12 if found.get("p") == 1 else 0)
    month, day = found.get("m", 1), found.get("d", 1)
    for names in "bBh":
        month = found[names] + 1 if names in found else month
    if "j" in found and not ("d" in found or "m" in found):
        month, day = 1, found["j"]
        while day > _month_lengths(year)[month - 1]:
            day -= _month_lengths(year)[month - 1]
            month += 1
    if day > _month_lengths(year)[month - 1]:
        raise ValueError("day is out of range for month")
    return year, month, day, hour, found.get("M", 0), found.get("S", 0)


def strptime(data_string, format="%a %b %d %H:%M:%S %Y"):
    year, month, day, hour, minute, second = _fields_of(_parse(data_string, format))
    day_of_year = sum(_month_lengths(year)[: month - 1]) + day
    weekday = (_days_before(year) + day_of_year + 2) % 7
    return struct_time((year, month, day, hour, minute, second, weekday, day_of_year, -1))


def get_clock_info(name):
    raise NotImplementedError("Threadbox has no clock info")


del in_c  # `import *` takes every name without an underscore.
