# time: dates in UTC, their texts, and what is refused.
import time
print(time.gmtime(0), time.gmtime(-1)[:8])
# expect: time.struct_time(tm_year=1970, tm_mon=1, tm_mday=1, tm_hour=0, tm_min=0, tm_sec=0, tm_wday=3, tm_yday=1, tm_isdst=0) (1969, 12, 31, 23, 59, 59, 2, 365)
print(time.gmtime(1e12)[:6], time.gmtime(-1e12)[:6], time.gmtime(951782400)[:3], time.gmtime(4107542400)[6:8])
# expect: (33658, 9, 27, 1, 46, 40) (-29719, 4, 5, 22, 13, 20) (2000, 2, 29) (0, 60)
print(time.gmtime(1.9).tm_sec, time.gmtime(0).tm_zone, time.gmtime(0).tm_gmtoff, len(time.gmtime(0)), time.localtime(5) == time.gmtime(5))
# expect: 1 GMT 0 9 True
moment = time.gmtime(1e9)
print(time.strftime("%Y-%m-%d %H:%M:%S", moment), time.strftime("%D %F %T %R %r", moment))
# expect: 2001-09-09 01:46:40 09/09/01 2001-09-09 01:46:40 01:46 01:46:40 AM
print(time.strftime("%a %A %b %B %c %d %I %j %p %U %w %W %x %X %y %Z %% %z", moment))
# expect: Sun Sunday Sep September Sun Sep  9 01:46:40 2001 09 01 252 AM 36 0 36 09/09/01 01:46:40 01 GMT % +0000
print(time.strftime("%h %C %G %g %u %V %e %k %l %s %E %Q %", moment))
# expect: Sep 20 2001 01 7 36  9  1  1 1000000000 %E %Q %
print([time.strftime("%G-%V %U %W", time.gmtime(86400 * d)) for d in (0, 3, 4, 361, 364, 367, 1095, 1460, 10957, 10959)])
# expect: ['1970-01 00 00', '1970-01 01 00', '1970-02 01 01', '1970-53 52 52', '1970-53 52 52', '1970-53 01 00', '1972-52 53 52', '1974-01 52 53', '1999-52 00 00', '2000-01 01 01']
print(time.asctime(moment), "|", time.ctime(0), "|", time.mktime(moment), time.mktime((2020, 14, -3, 25, 61, 61, 0, 0, 0)))
# expect: Sun Sep  9 01:46:40 2001 | Thu Jan  1 00:00:00 1970 | 1000000000.0 1611885721.0
print(time.struct_time(range(11)).tm_zone, time.struct_time, time.struct_time.n_fields, time.struct_time.n_sequence_fields)
# expect: 9 <class 'time.struct_time'> 11 9
print(time.timezone, time.altzone, time.daylight, time.tzname, time.sleep(0))  # expect: 0 0 0 ('UTC', 'UTC') None
print(type(time.time()), type(time.time_ns()), time.perf_counter() <= time.perf_counter(), time.get_clock_info("monotonic").monotonic)
# expect: <class 'float'> <class 'int'> True True


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


attempt(time.gmtime, 1e20)  # expect: OverflowError timestamp out of range for platform time_t
attempt(time.gmtime, "x")  # expect: TypeError 'str' object cannot be interpreted as an integer
attempt(time.gmtime, float("nan"))  # expect: ValueError Invalid value NaN (not a number)
attempt(time.struct_time, (1, 2, 3))
# expect: TypeError time.struct_time() takes an at least 9-sequence (3-sequence given)
attempt(time.struct_time, range(12))
# expect: TypeError time.struct_time() takes an at most 11-sequence (12-sequence given)
attempt(time.struct_time, 5)  # expect: TypeError constructor requires a sequence
attempt(time.strftime, 5)  # expect: TypeError strftime() argument 1 must be str, not int
attempt(time.strftime, "%Y", 5)  # expect: TypeError Tuple or struct_time argument required
attempt(time.strftime, "%Y", (1, 2))  # expect: TypeError strftime(): illegal time tuple argument
attempt(time.strftime, "%Y", (2020, 13, 1, 0, 0, 0, 0, 1, 0))  # expect: ValueError month out of range
attempt(time.strftime, "%Y", (2020, 1, 32, 0, 0, 0, 0, 1, 0))  # expect: ValueError day of month out of range
attempt(time.strftime, "%Y", (2020, 1, 1, 24, 0, 0, 0, 1, 0))  # expect: ValueError hour out of range
attempt(time.mktime, (1,))  # expect: TypeError mktime(): illegal time tuple argument
attempt(time.asctime, (1, 2))  # expect: TypeError asctime(): illegal time tuple argument
attempt(time.sleep, -1)  # expect: ValueError sleep length must be non-negative
attempt(time.sleep, "x")  # expect: TypeError 'str' object cannot be interpreted as an integer
attempt(time.sleep)  # expect: TypeError time.sleep() takes exactly one argument (0 given)
attempt(time.get_clock_info, "x")  # expect: ValueError unknown clock
