# Python's datetime module. The local zone is UTC, as in time.

import time as _time_module
from _machine import in_c
from math import modf as _modf

__all__ = ["date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC"]

MINYEAR, MAXYEAR = 1, 9999
_day_us = 86_400_000_000
_days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _month_length(year, month):
    return 29 if month == 2 and _is_leap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _days_before_month(year, month):
    return (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)[month - 1] + (month > 2 and _is_leap(year))


def _ordinal(year, month, day):
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 + _days_before_month(year, month) + day


def _of_ordinal(ordinal):
    year = ordinal // 366 + 1
    while _ordinal(year + 1, 1, 1) <= ordinal:
        year += 1
    day = ordinal - _ordinal(year, 1, 1) + 1
    month = 1
    while day > _month_length(year, month):
        day -= _month_length(year, month)
        month += 1
    return year, month, day


def _whole(value):
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        raise TypeError("'float' object cannot be interpreted as an integer")
    method = getattr(type(value), "__index__", None)
    if method is None:
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return method(value)


def _check_date(year, month, day):
    year, month, day = _whole(year), _whole(month), _whole(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _month_length(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    hour, minute, second, microsecond = _whole(hour), _whole(minute), _whole(second), _whole(microsecond)
    if not 0 <= hour <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond <= 999999:
        raise ValueError("microsecond must be in 0..999999")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    return hour, minute, second, microsecond


def _check_zone(zone):
    if zone is not None and not isinstance(zone, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(zone).__name__}'")


def _half_even(numerator, denominator):
    quotient, rest = divmod(numerator, denominator)
    twice = 2 * rest
    return quotient + (twice > denominator or (twice == denominator and quotient % 2 == 1))


def _show_offset(offset, colon=":"):
    if offset is None:
        return ""
    us = offset._us
    sign, us = ("-", -us) if us < 0 else ("+", us)
    minutes, us = divmod(us, 60_000_000)
    text = f"{sign}{minutes // 60:02d}{colon}{minutes % 60:02d}"
    if us:
        text += f"{colon}{us // 1_000_000:02d}"
        if us % 1_000_000:
            text += f".{us % 1_000_000:06d}"
    return text


_precisions = {
    "hours": lambda h, m, s, us: f"{h:02d}",
    "minutes": lambda h, m, s, us: f"{h:02d}:{m:02d}",
    "seconds": lambda h, m, s, us: f"{h:02d}:{m:02d}:{s:02d}",
    "milliseconds": lambda h, m, s, us: f"{h:02d}:{m:02d}:{s:02d}.{us // 1000:03d}",
    "microseconds": lambda h, m, s, us: f"{h:02d}:{m:02d}:{s:02d}.{us:06d}",
}


def _show_time(hour, minute, second, us, timespec="auto"):
    if timespec == "auto":
        timespec = "microseconds" if us else "seconds"
    if timespec not in _precisions:
        raise ValueError("Unknown timespec value")
    return _precisions[timespec](hour, minute, second, us)


def _format(value, format, fields):
    # strftime with the directives that need a zone or microseconds.
    text, place = "", 0
    while place < len(format):
        part = format[place : place + 2]
        if part == "%f":
            part = f"{getattr(value, 'microsecond', 0):06d}"
            text += part.replace("%", "%%")
        elif part in ("%z", "%Z"):
            offset = value.utcoffset() if hasattr(value, "utcoffset") else None
            shown = _show_offset(offset, "") if part == "%z" else (value.tzname() if hasattr(value, "tzname") else None) or ""
            text += shown.replace("%", "%%")
        elif format[place : place + 3] == "%:z":
            text += _show_offset(value.utcoffset() if hasattr(value, "utcoffset") else None)
            place += 1
        else:
            if part[:1] != "%":
                part = part[:1]
            text += part
            place += len(part)
            continue
        place += 2
    return _time_module.strftime(text, fields)


def _field(name):
    return property(lambda self: getattr(self, name))


# The comparisons of all classes. `_keys(other, must)` has what is compared of the two; None: they cannot be. `must`: or it raises.

def _eq(self, other):
    keys = self._keys(other, False)
    return NotImplemented if keys is None else keys[0] == keys[1]


def _lt(self, other):
    keys = self._keys(other, True)
    return NotImplemented if keys is None else keys[0] < keys[1]


def _le(self, other):
    keys = self._keys(other, True)
    return NotImplemented if keys is None else keys[0] <= keys[1]


def _gt(self, other):
    keys = self._keys(other, True)
    return NotImplemented if keys is None else keys[0] > keys[1]


def _ge(self, other):
    keys = self._keys(other, True)
    return NotImplemented if keys is None else keys[0] >= keys[1]


def _aware_keys(one, other, must, noun):
    # One with and one without a zone are unequal, and have no order.
    if (one.utcoffset() is None) == (other.utcoffset() is None):
        return one._us(), other._us()
    if must:
        raise TypeError(f"can't compare offset-naive and offset-aware {noun}")
    return 0, 1


@in_c
class timedelta:
    __slots__ = ("_us",)

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        us, fraction = 0, 0.0
        for value, size, name in (
            (days, _day_us, "days"), (seconds, 1_000_000, "seconds"), (microseconds, 1, "microseconds"), (milliseconds, 1000, "milliseconds"),
            (minutes, 60_000_000, "minutes"), (hours, 3_600_000_000, "hours"), (weeks, 7 * _day_us, "weeks"),
        ):
            if isinstance(value, int):
                us += value * size
            elif isinstance(value, float):
                rest, whole = _modf(value)
                us += int(whole) * size
                rest, whole = _modf(rest * size)
                us += int(whole)
                fraction += rest
            else:
                raise TypeError(f"unsupported type for timedelta {name} component: {type(value).__name__}")
        below = int(fraction // 1)
        rest = fraction - below
        # A half goes to the even number of microseconds.
        return _delta(us + below + (rest > 0.5 or (rest == 0.5 and (us + below) % 2 == 1)), cls)

    @property
    def days(self):
        return self._us // _day_us

    @property
    def seconds(self):
        return self._us % _day_us // 1_000_000

    @property
    def microseconds(self):
        return self._us % 1_000_000

    def total_seconds(self):
        return self._us / 1_000_000

    def __repr__(self):
        parts = [f"{name}={value}" for name in ("days", "seconds", "microseconds") if (value := getattr(self, name))]
        return f"{type(self).__module__}.{type(self).__qualname__}({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self.seconds, 60)
        text = f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
        if self.days:
            text = f"{self.days} day{'' if abs(self.days) == 1 else 's'}, {text}"
        return f"{text}.{self.microseconds:06d}" if self.microseconds else text

    def __add__(self, other):
        return _delta(self._us + other._us) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return _delta(self._us - other._us) if isinstance(other, timedelta) else NotImplemented

    def __rsub__(self, other):
        return _delta(other._us - self._us) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return _delta(-self._us)

    def __pos__(self):
        return _delta(self._us)

    def __abs__(self):
        return _delta(abs(self._us))

    def __mul__(self, other):
        if isinstance(other, int):
            return _delta(self._us * other)
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            return _delta(_half_even(self._us * top, bottom))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us // other._us
        return _delta(self._us // other) if isinstance(other, int) else NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us / other._us
        if isinstance(other, int):
            if other == 0:
                raise ZeroDivisionError("integer division or modulo by zero")
            return _delta(_half_even(self._us, other) if other > 0 else _half_even(-self._us, -other))
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            if top == 0:
                raise ZeroDivisionError("division by zero")
            return _delta(_half_even(self._us * bottom, top) if top > 0 else _half_even(-self._us * bottom, -top))
        return NotImplemented

    def __mod__(self, other):
        return _delta(self._us % other._us) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        quotient, rest = divmod(self._us, other._us)
        return quotient, _delta(rest)

    def _keys(self, other, must):
        return (self._us, other._us) if isinstance(other, timedelta) else None

    __eq__, __lt__, __le__, __gt__, __ge__ = _eq, _lt, _le, _gt, _ge

    def __hash__(self):
        return hash(self._us)

    def __bool__(self):
        return self._us != 0


def _delta(us, cls=timedelta):
    days = us // _day_us
    if abs(days) >= 1 << 31:
        raise OverflowError("Python int too large to convert to C int")
    if abs(days) > 999999999:
        raise OverflowError(f"days={days}; must have magnitude <= 999999999")
    made = object.__new__(cls)
    made._us = us
    return made


timedelta.min = _delta(-999999999 * _day_us)
timedelta.max = _delta(1000000000 * _day_us - 1)
timedelta.resolution = _delta(1)


@in_c
class tzinfo:
    __slots__ = ()

    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        return dt + self.utcoffset(dt)


@in_c
class timezone(tzinfo):
    __slots__ = ("_offset", "_name")

    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if not -_day_us < offset._us < _day_us:
            raise ValueError(
                f"offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {offset!r}.")
        if name is None and not offset and hasattr(cls, "utc"):
            return cls.utc
        made = object.__new__(cls)
        made._offset, made._name = offset, name
        return made

    def utcoffset(self, dt):
        return self._offset

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return f"UTC{_show_offset(self._offset)}" if self._offset else "UTC"

    def dst(self, dt):
        return None

    def fromutc(self, dt):
        return dt + self._offset

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        named = "" if self._name is None else f", {self._name!r}"
        return f"datetime.timezone({self._offset!r}{named})"

    def __str__(self):
        return self.tzname(None)


UTC = timezone.utc = timezone(timedelta(0))
timezone.min = timezone(timedelta(hours=-23, minutes=-59))
timezone.max = timezone(timedelta(hours=23, minutes=59))


class _IsoCalendarDate(tuple):
    __qualname__ = "IsoCalendarDate"
    year, week, weekday = [property(lambda self, at=at: self[at]) for at in range(3)]

    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"


def _of_week(year, week, day):
    """The date of a day in a week of ISO 8601, whose first week has the year's first Thursday."""
    if not 1 <= year <= 9999:
        raise ValueError(f"Year is out of range: {year}")
    fourth = _ordinal(year, 1, 4)
    monday = fourth - (fourth + 6) % 7
    first = _ordinal(year, 1, 1) % 7
    is_long = first == 4 or first == 3 and _is_leap(year)
    if not (1 <= week <= 52 or week == 53 and is_long):
        raise ValueError(f"Invalid week: {week}")
    if not 1 <= day <= 7:
        raise ValueError(f"Invalid day: {day} (range is [1, 7])")
    ordinal = monday + (week - 1) * 7 + day - 1
    if not 1 <= ordinal <= 3652059:
        raise ValueError(f"year {year - 1 if ordinal < 1 else year + 1} is out of range")
    return _of_ordinal(ordinal)


@in_c
class date:
    __slots__ = ("_year", "_month", "_day")

    def __new__(cls, year, month, day):
        made = object.__new__(cls)
        made._year, made._month, made._day = _check_date(year, month, day)
        return made

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time_module.time())

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        return cls(*_of_ordinal(719163 + int(timestamp // 86400)))

    @classmethod
    def fromordinal(cls, ordinal, /):
        if ordinal < 1:
            raise ValueError("ordinal must be >= 1")
        if ordinal > 3652059:
            raise ValueError("year is out of range")
        return cls(*_of_ordinal(ordinal))

    @classmethod
    def fromisoformat(cls, date_string, /):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        fields = _parse_date(date_string)
        if fields is None:
            raise ValueError(f"Invalid isoformat string: {date_string!r}")
        return cls(*fields)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        return cls(*_of_week(_whole(year), _whole(week), _whole(day)))

    year = _field("_year")
    month = _field("_month")
    day = _field("_day")

    def replace(self, year=None, month=None, day=None):
        return type(self)(
            self._year if year is None else year, self._month if month is None else month, self._day if day is None else day)

    __replace__ = replace

    def toordinal(self):
        return _ordinal(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        thursday = self.toordinal() - self.weekday() + 3
        year = _of_ordinal(thursday)[0]
        return _IsoCalendarDate((year, (thursday - _ordinal(year, 1, 1)) // 7 + 1, self.weekday() + 1))

    def timetuple(self):
        return _time_module.struct_time(self._fields() + (-1,))

    def _fields(self):
        return (self._year, self._month, self._day, 0, 0, 0, self.weekday(),
                _days_before_month(self._year, self._month) + self._day)

    def isoformat(self):
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}"

    def ctime(self):
        return f"{_days[self.weekday()]} {_months[self._month - 1]} {self._day:2d} 00:00:00 {self._year:04d}"

    def strftime(self, format, /):
        return _format(self, format, self._fields() + (0,))

    def __format__(self, format, /):
        if not isinstance(format, str):
            raise TypeError(f"__format__() argument 1 must be str, not {type(format).__name__}")
        return self.strftime(format) if format else str(self)

    def __repr__(self):
        return f"{type(self).__module__}.{type(self).__qualname__}({self._year}, {self._month}, {self._day})"

    def __str__(self):
        return self.isoformat()

    def _key(self):
        return self._year, self._month, self._day

    def _keys(self, other, must):
        return (self._key(), other._key()) if isinstance(other, date) and not isinstance(other, datetime) else None

    __eq__, __lt__, __le__, __gt__, __ge__ = _eq, _lt, _le, _gt, _ge

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        ordinal = self.toordinal() + other.days
        if not 1 <= ordinal <= 3652059:
            raise OverflowError("date value out of range")
        return type(self).fromordinal(ordinal)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented


date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(days=1)


@in_c
class time:
    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        made = object.__new__(cls)
        made._hour, made._minute, made._second, made._microsecond = _check_time(hour, minute, second, microsecond, fold)
        _check_zone(tzinfo)
        made._tzinfo, made._fold = tzinfo, fold
        return made

    @classmethod
    def fromisoformat(cls, time_string, /):
        fields = _parse_time(time_string.removeprefix("T"))
        if fields is None:
            raise ValueError(f"Invalid isoformat string: {time_string!r}")
        return cls(*fields)

    hour = _field("_hour")
    minute = _field("_minute")
    second = _field("_second")
    microsecond = _field("_microsecond")
    tzinfo = _field("_tzinfo")
    fold = _field("_fold")

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(None)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(
            self._hour if hour is None else hour, self._minute if minute is None else minute,
            self._second if second is None else second, self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    __replace__ = replace

    def isoformat(self, timespec="auto"):
        return _show_time(self._hour, self._minute, self._second, self._microsecond, timespec) + _show_offset(self.utcoffset())

    def strftime(self, format, /):
        return _format(self, format, (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1))

    def __format__(self, format, /):
        if not isinstance(format, str):
            raise TypeError(f"__format__() argument 1 must be str, not {type(format).__name__}")
        return self.strftime(format) if format else str(self)

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        parts = [self._hour, self._minute, self._second, self._microsecond]
        while len(parts) > 2 and parts[-1] == 0:
            parts.pop()
        shown = list(map(str, parts))
        if self._tzinfo is not None:
            shown.append(f"tzinfo={self._tzinfo!r}")
        if self._fold:
            shown.append("fold=1")
        return f"{type(self).__module__}.{type(self).__qualname__}({', '.join(shown)})"

    def _us(self):
        us = ((self._hour * 60 + self._minute) * 60 + self._second) * 1_000_000 + self._microsecond
        offset = self.utcoffset()
        return us if offset is None else us - offset._us

    def _keys(self, other, must):
        return _aware_keys(self, other, must, "times") if isinstance(other, time) else None

    __eq__, __lt__, __le__, __gt__, __ge__ = _eq, _lt, _le, _gt, _ge

    def __hash__(self):
        return hash(self._us())


time.min, time.max, time.resolution = time(0, 0, 0), time(23, 59, 59, 999999), timedelta(microseconds=1)
_time_class = time
_tzinfo_class = tzinfo


@in_c
class datetime(date):
    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        made = object.__new__(cls)
        made._year, made._month, made._day = _check_date(year, month, day)
        made._hour, made._minute, made._second, made._microsecond = _check_time(hour, minute, second, microsecond, fold)
        _check_zone(tzinfo)
        made._tzinfo, made._fold = tzinfo, fold
        return made

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time_module.time(), tz)

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def utcnow(cls):
        import warnings

        warnings.warn(
            "datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. Use timezone-aware objects to "
            "represent datetimes in UTC: datetime.datetime.now(datetime.UTC).", DeprecationWarning, 2)
        return cls.now()

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        if isinstance(timestamp, float):
            top, bottom = timestamp.as_integer_ratio()
            us = _half_even(top * 1_000_000, bottom)
        else:
            us = _whole(timestamp) * 1_000_000
        made = cls._of_us(us + 719163 * _day_us, tz)
        return made if tz is None else tz.fromutc(made)

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        import warnings

        warnings.warn(
            "datetime.datetime.utcfromtimestamp() is deprecated and scheduled for removal in a future version. Use timezone-aware objects to "
            "represent datetimes in UTC: datetime.datetime.fromtimestamp(timestamp, datetime.UTC).", DeprecationWarning, 2)
        return cls.fromtimestamp(timestamp)

    @classmethod
    def _of_us(cls, us, tz):
        # Of microseconds since the day with ordinal 0.
        days, us = divmod(us, _day_us)
        if not 1 <= days <= 3652059:
            raise OverflowError("date value out of range")
        seconds, us = divmod(us, 1_000_000)
        minutes, second = divmod(seconds, 60)
        return cls(*_of_ordinal(days), minutes // 60, minutes % 60, second, us, tz)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        zone = time.tzinfo if tzinfo is True else tzinfo
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, zone, fold=time.fold)

    @classmethod
    def fromisoformat(cls, date_string, /):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        size = _date_size(date_string)
        day = _parse_date(date_string[:size])
        clock = (0, 0, 0, 0, None) if len(date_string) == size else _parse_time(date_string[size + 1 :])
        if day is None or clock is None:
            raise ValueError(f"Invalid isoformat string: {date_string!r}")
        return cls(*day, *clock)

    @classmethod
    def strptime(cls, date_string, format, /):
        found = _time_module._parse(date_string, format)
        zone = None
        if "z" in found:
            zone = timezone(timedelta(seconds=found["z"]))
        return cls(*_time_module._fields_of(found), found.get("f", 0), zone)

    hour = _field("_hour")
    minute = _field("_minute")
    second = _field("_second")
    microsecond = _field("_microsecond")
    tzinfo = _field("_tzinfo")
    fold = _field("_fold")

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return _time_class(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        return _time_class(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def replace(
        self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        given = (year, month, day, hour, minute, second, microsecond)
        kept = (self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond)
        fields = [old if new is None else new for new, old in zip(given, kept)]
        return type(self)(*fields, self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    __replace__ = replace

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def astimezone(self, tz=None):
        tz = UTC if tz is None else tz
        offset = self.utcoffset()
        utc = self.replace(tzinfo=tz) if offset is None else (self - offset).replace(tzinfo=tz)
        return tz.fromutc(utc)

    def timestamp(self):
        us = self._local_us()
        offset = self.utcoffset()
        if offset is not None:
            us -= offset._us
        return (us - 719163 * _day_us) / 1_000_000

    def timetuple(self):
        return _time_module.struct_time(self._fields() + (-1,))

    def utctimetuple(self):
        offset = self.utcoffset()
        return _time_module.struct_time((self if offset is None else self - offset)._fields() + (0,))

    def _fields(self):
        return (self._year, self._month, self._day, self._hour, self._minute, self._second, self.weekday(),
                _days_before_month(self._year, self._month) + self._day)

    def isoformat(self, sep="T", timespec="auto"):
        clock = _show_time(self._hour, self._minute, self._second, self._microsecond, timespec)
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}{sep}{clock}{_show_offset(self.utcoffset())}"

    def ctime(self):
        clock = f"{self._hour:02d}:{self._minute:02d}:{self._second:02d}"
        return f"{_days[self.weekday()]} {_months[self._month - 1]} {self._day:2d} {clock} {self._year:04d}"

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond]
        while len(parts) > 5 and parts[-1] == 0:
            parts.pop()
        shown = list(map(str, parts))
        if self._tzinfo is not None:
            shown.append(f"tzinfo={self._tzinfo!r}")
        if self._fold:
            shown.append("fold=1")
        return f"{type(self).__module__}.{type(self).__qualname__}({', '.join(shown)})"

    def _local_us(self):
        clock = ((self._hour * 60 + self._minute) * 60 + self._second) * 1_000_000 + self._microsecond
        return self.toordinal() * _day_us + clock

    def _us(self):
        offset = self.utcoffset()
        return self._local_us() - (0 if offset is None else offset._us)

    def _keys(self, other, must):
        return _aware_keys(self, other, must, "datetimes") if isinstance(other, datetime) else None

    __eq__, __lt__, __le__, __gt__, __ge__ = _eq, _lt, _le, _gt, _ge

    def __hash__(self):
        return hash(self._us())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)._of_us(self._local_us() + other._us, self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + _delta(-other._us)
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return _delta(self._us() - other._us())


datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)


def _digits(text, count):
    return int(text) if len(text) == count and text.isascii() and text.isdigit() else None


def _date_size(text):
    """How long the date is at the beginning of a date with a time."""
    if text[4:6] == "-W":
        return 10 if text[8:9] == "-" and not text[10:11].isdigit() else 8
    if text[4:5] == "W":
        end = 7
        while text[end:end + 1].isdigit():
            end += 1
        return end if end < 9 else 7 + end % 2
    return 10 if text[4:5] == "-" else 8


def _parse_date(text):
    week = text[4:].removeprefix("-") if len(text) in (7, 8, 10) else ""
    if week[:1] == "W":
        day = week[3:].removeprefix("-") if text[4] == "-" else week[3:]
        fields = _digits(text[:4], 4), _digits(week[1:3], 2), 1 if week[3:] == "" else _digits(day, 1)
        try:
            return None if None in fields else _of_week(*fields)
        except ValueError:
            return None
    if len(text) == 10 and text[4] == text[7] == "-":
        fields = _digits(text[:4], 4), _digits(text[5:7], 2), _digits(text[8:], 2)
    elif len(text) == 8:
        fields = _digits(text[:4], 4), _digits(text[4:6], 2), _digits(text[6:], 2)
    else:
        return None
    return None if None in fields else fields


def _parse_clock(text):
    # hh[:mm[:ss[.fraction]]] or the same without colons. Microseconds of its own.
    clock, dot, fraction = text.replace(",", ".").partition(".")
    parts = clock.split(":") if ":" in clock else [clock[i : i + 2] for i in range(0, len(clock), 2)]
    values = [_digits(part, 2) for part in parts]
    if not 1 <= len(values) <= 3 or None in values or (dot and (len(values) != 3 or not fraction.isdigit())):
        return None
    return (*values, *(0,) * (3 - len(values)), int((fraction + "000000")[:6]) if dot else 0)


def _parse_time(text):
    zone, place = None, max(text.find("+"), text.find("-"))
    if text.endswith("Z"):
        text, zone = text[:-1], UTC
    elif place >= 0:
        offset = _parse_clock(text[place + 1 :])
        if offset is None:
            return None
        hours, minutes, seconds, us = offset
        delta = timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=us)
        zone = timezone(-delta if text[place] == "-" else delta)
        text = text[:place]
    clock = _parse_clock(text)
    return None if clock is None else (*clock, zone)


del in_c
