# Weeks of ISO 8601, deprecated constructors, and what a format must be.
import datetime as module
import warnings
from datetime import date, datetime

day = date(2024, 12, 30)
week = day.isocalendar()
print(week, week.year, week.week, week.weekday, tuple(week), week == (2025, 1, 1))
print(date.fromisocalendar(2025, 1, 1), datetime.fromisocalendar(2020, 53, 7), date.fromisocalendar(year=2009, week=53, day=5))
for text in ("2025-W01", "2025W01", "2025-W01-3", "2025W013", "2020-W53-7", "2021-W53", "2025-W00", "2025-W01-8", "2025-W1", "2025W0"):
    try:
        print(text, date.fromisoformat(text))
    except ValueError as error:
        print(error)
for text in ("2025-W01T10:00", "2025W01T10", "2025W013T10:30", "2025-W01-3 10:11:12"):
    print(text, datetime.fromisoformat(text))
for arguments in ((0, 1, 1), (2025, 53, 1), (2025, 0, 1), (2025, 1, 0), (2025, 1, 8), ("a", 1, 1), (2025, 1.5, 1)):
    try:
        print(date.fromisocalendar(*arguments))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(datetime.utcfromtimestamp(86400))
    _ = datetime.utcnow()
for one in caught:
    print(one.category.__name__, one.message)
for value in (day, datetime(2020, 1, 1), module.time(1)):
    try:
        value.__format__(3)
    except TypeError as error:
        print(error)
