from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, timezone

moment = datetime(2024, 2, 29, 13, 5, 9, 70)
print(moment, repr(moment), moment.isoformat(), moment.date(), moment.time(), repr(moment.time()), moment.weekday(), moment.isoweekday(), tuple(moment.isocalendar()))
for format in ("%Y-%m-%d %H:%M:%S.%f", "%d/%m/%y %I:%M %p", "%A %a %B %b %j %U%%"[:14], "%x %X", "%c", "[%z|%Z]", "no directive", "%d.%m."):
    print(moment.strftime(format), f"{moment:%H-%M}")
print(moment.replace(year=2028, microsecond=0), moment.timetuple().tm_yday, moment.ctime(), moment.toordinal(), datetime.fromordinal(738000))
later = moment + timedelta(days=366, hours=11, microseconds=-71)
print(later, later - moment, (later - moment).total_seconds(), later > moment, later == later.replace(), max(later, moment) is later, moment - timedelta(1))
aware = datetime(2024, 1, 1, 12, tzinfo=UTC)
zone = timezone(timedelta(hours=5, minutes=30), "IST")
print(aware, repr(aware), aware.astimezone(zone), aware.timestamp(), aware.astimezone(timezone(timedelta(hours=-3))), zone, repr(zone), timezone(timedelta(hours=1)), repr(timezone.utc))
print(datetime.fromtimestamp(0, UTC), datetime.fromtimestamp(1.5, UTC), datetime.fromtimestamp(1700000000.123456, UTC), aware.utcoffset(), aware.tzname(), moment.tzinfo)
for text in ("2024-03-01", "2024-03-01T10:20", "2024-03-01 10:20:30.5", "20240301T102030", "2024-03-01T10:20:30+02:00", "2024-03-01T10:20:30Z"):
    print(repr(datetime.fromisoformat(text)))
for text, format in (("2024-03-01 10:20:30", "%Y-%m-%d %H:%M:%S"), ("1/2/99", "%d/%m/%y"), ("Mar 5 2021 3:04PM", "%b %d %Y %I:%M%p"), ("12:30:01.25 +0100", "%H:%M:%S.%f %z"), ("Friday 7 June 2024", "%A %d %B %Y"), ("2024 060", "%Y %j")):
    print(repr(datetime.strptime(text, format)))
print(date(2024, 1, 31) - date(2023, 12, 25), date.fromisoformat("2024-05-06"), date(2024, 5, 6) + timedelta(30), date(1, 1, 1).weekday(), date.max, date(2000, 2, 29).strftime("%d %b"), date(2024, 5, 6) < date(2024, 5, 7), MINYEAR, MAXYEAR)
print(time(9, 5), repr(time(9, 5)), time(9, 5, 1, 2).isoformat(timespec="milliseconds"), time.fromisoformat("10:11:12"), time(1) < time(2), time(23, 59, tzinfo=UTC), repr(time(1, tzinfo=UTC)), datetime.combine(date(2020, 1, 2), time(3, 4)))
delta = timedelta(days=-1, hours=2, minutes=3, seconds=4.5)
print(delta, repr(delta), delta.days, delta.seconds, delta.microseconds, abs(delta), -delta, delta * 2, delta / 2, delta // timedelta(hours=1), delta % timedelta(hours=1), divmod(delta, timedelta(hours=5)), delta * 1.5, 3 * timedelta(weeks=1), timedelta(1) / timedelta(hours=5), bool(timedelta(0)), timedelta(milliseconds=1.5), timedelta(microseconds=0.5), timedelta(microseconds=1.5), repr(timedelta(0)), timedelta.max, timedelta.min, sum([timedelta(1), timedelta(2)], timedelta()))
print(len({datetime(2024, 1, 1), datetime(2024, 1, 1), date(2024, 1, 1)}), datetime(2024, 1, 1) == date(2024, 1, 1), {timedelta(1): 2}[timedelta(hours=24)], hash(aware) == hash(aware.astimezone(zone)))
for wrong in (
    lambda: date(2023, 2, 29), lambda: date(2023, 13, 1), lambda: date(0, 1, 1), lambda: datetime(2023, 1, 1, 24), lambda: time(0, 60), lambda: time(0, 0, 61),
    lambda: datetime.strptime("x", "%Y"), lambda: datetime.strptime("2024 rest", "%Y"), lambda: datetime.strptime("13", "%m"), lambda: datetime.strptime("2023-02-30", "%Y-%m-%d"),
    lambda: datetime.fromisoformat("yesterday"), lambda: date.fromisoformat("2024-13-01"), lambda: moment < aware, lambda: moment - aware, lambda: timedelta("1"),
    lambda: timezone(5), lambda: timezone(timedelta(days=2)), lambda: moment + 1, lambda: date.max + timedelta(1), lambda: datetime(2024, 1, 1, tzinfo=3), lambda: timedelta(1) / 0,
    lambda: datetime.strptime("2024", "%Q"), lambda: timedelta(days=10**10), lambda: date(2024, 1, 1) < 3, lambda: date(2024, 1.5, 1),
):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
