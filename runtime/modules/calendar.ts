/**
 * Dates of the Gregorian calendar, extended both ways, from seconds since 1970 and back, and their texts as C's strftime
 * makes them. Everything is in UTC and English. Numbers of the host, no objects.
 *
 * Source: C99 7.23.3.5 (strftime), ISO 8601 (weeks).
 */

/** A moment as its parts; months count from 1, days of the week from Monday = 0, days of the year from 1. */
export interface Moment {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  weekday: number;
  yearDay: number;
  isDst: number;
  zone: string;
  offset: number;
}

const DAY = 86400;
/** Days before each month of a year that is not a leap year. */
const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Days from the first of January 1970 to that of a year. */
function daysToYear(year: number): number {
  const y = year - 1;
  return 365 * (year - 1970) + (Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)) - 477;
}

/** The moment of a whole number of seconds since 1970. */
export function momentOf(seconds: number, zone: string): Moment {
  const days = Math.floor(seconds / DAY), rest = seconds - days * DAY;
  let year = 1970 + Math.floor(days / 365.2425);
  while (daysToYear(year) > days) year--;
  while (daysToYear(year + 1) <= days) year++;
  const yearDay = days - daysToYear(year);
  let month = 12;
  while (daysBeforeMonth(year, month) > yearDay) month--;
  return {
    year,
    month,
    day: yearDay - daysBeforeMonth(year, month) + 1,
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
    weekday: ((days + 3) % 7 + 7) % 7,
    yearDay: yearDay + 1,
    isDst: 0,
    zone,
    offset: 0,
  };
}

function daysBeforeMonth(year: number, month: number): number {
  return DAYS_BEFORE[month - 1] + (month > 2 && isLeap(year) ? 1 : 0);
}

/** Seconds since 1970 of a moment; parts beyond their range carry over. */
export function secondsOf({ year, month, day, hour, minute, second }: Moment): number {
  const months = month - 1;
  const carried = year + Math.floor(months / 12);
  const days = daysToYear(carried) + daysBeforeMonth(carried, (months % 12 + 12) % 12 + 1) + day - 1;
  return days * DAY + hour * 3600 + minute * 60 + second;
}

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const two = (n: number): string => String(n).padStart(2, "0");
const blank = (n: number): string => String(n).padStart(2, " ");
const nameOf = (names: readonly string[], i: number): string => names[i] ?? "?";
const hour12 = (hour: number): number => hour % 12 === 0 ? 12 : hour % 12;

/** Year and number of the week that ISO 8601 counts a day to. */
function isoWeek(m: Moment): [year: number, week: number] {
  const week = Math.floor((m.yearDay - 1 - m.weekday + 10) / 7);
  if (week < 1) {
    const before = m.year - 1;
    return [before, weeksOf(before)];
  }
  return week > weeksOf(m.year) ? [m.year + 1, 1] : [m.year, week];
}

/** 52 or 53. */
function weeksOf(year: number): number {
  const first = ((daysToYear(year) + 3) % 7 + 7) % 7;
  return first === 3 || (first === 2 && isLeap(year)) ? 53 : 52;
}

/** The text of one conversion, or null: there is none of this letter. */
function convert(letter: string, m: Moment): string | null {
  switch (letter) {
    case "a":
      return nameOf(WEEKDAYS, m.weekday).slice(0, 3);
    case "A":
      return nameOf(WEEKDAYS, m.weekday);
    case "b":
    case "h":
      return nameOf(MONTHS, m.month - 1).slice(0, 3);
    case "B":
      return nameOf(MONTHS, m.month - 1);
    case "C":
      return two(Math.floor(m.year / 100));
    case "d":
      return two(m.day);
    case "e":
      return blank(m.day);
    case "G":
      return String(isoWeek(m)[0]);
    case "g":
      return two(isoWeek(m)[0] % 100);
    case "H":
      return two(m.hour);
    case "I":
      return two(hour12(m.hour));
    case "j":
      return String(m.yearDay).padStart(3, "0");
    case "k":
      return blank(m.hour);
    case "l":
      return blank(hour12(m.hour));
    case "m":
      return two(m.month);
    case "M":
      return two(m.minute);
    case "n":
      return "\n";
    case "p":
      return m.hour < 12 ? "AM" : "PM";
    case "P":
      return m.hour < 12 ? "am" : "pm";
    case "s":
      return String(secondsOf(m));
    case "S":
      return two(m.second);
    case "t":
      return "\t";
    case "u":
      return String(m.weekday + 1);
    case "U":
      return two(Math.floor((m.yearDay + 6 - (m.weekday + 1) % 7) / 7));
    case "V":
      return two(isoWeek(m)[1]);
    case "w":
      return String((m.weekday + 1) % 7);
    case "W":
      return two(Math.floor((m.yearDay + 6 - m.weekday) / 7));
    case "y":
      return two((m.year % 100 + 100) % 100);
    case "Y":
      return String(m.year);
    case "z":
      return "+0000";
    case "Z":
      return m.zone;
    case "%":
      return "%";
    default:
      return null;
  }
}

/** Conversions that stand for several. */
const COMPOUND: Readonly<Record<string, string>> = {
  c: "%a %b %e %H:%M:%S %Y",
  D: "%m/%d/%y",
  F: "%Y-%m-%d",
  r: "%I:%M:%S %p",
  R: "%H:%M",
  T: "%H:%M:%S",
  x: "%m/%d/%y",
  X: "%H:%M:%S",
};

/** A moment as a format says; what is no conversion stays as it is. */
export function formatMoment(format: string, moment: Moment): string {
  return format.replace(/%([a-zA-Z%])/g, (whole, letter: string) => {
    if (Object.hasOwn(COMPOUND, letter)) return formatMoment(COMPOUND[letter], moment);
    return convert(letter, moment) ?? whole;
  });
}

/** "Thu Jan  1 00:00:00 1970" */
export function describeMoment(moment: Moment): string {
  return formatMoment(COMPOUND.c, moment);
}
