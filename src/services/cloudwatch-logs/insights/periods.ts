/** Periods of time such as 5m, and rounding to them. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY };
const MONTHS: Readonly<Record<string, number>> = { mo: 1, q: 3, qtr: 3, y: 12 };

export interface Period {
  readonly floor: (time: number) => number;
  readonly ceil: (time: number) => number;
}

export function periodOf(text: string): Period {
  const [, count = "1", unit = "s"] = /^(\d+)(\w+)$/.exec(text) ?? [];
  const months = MONTHS[unit];
  return months === undefined ? fixed(Number(count) * (UNITS[unit] as number)) : calendar(Number(count) * months);
}

function fixed(length: number): Period {
  return {
    floor: (time) => Math.floor(time / length) * length,
    ceil: (time) => Math.ceil(time / length) * length,
  };
}

function calendar(months: number): Period {
  const floor = (time: number): number => {
    const date = new Date(time);
    const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
    const first = Math.floor(month / months) * months;
    return Date.UTC(Math.floor(first / 12), first % 12);
  };
  const ceil = (time: number): number => {
    const start = floor(time);
    if (start === time) return time;
    const date = new Date(start);
    return date.setUTCMonth(date.getUTCMonth() + months);
  };
  return { floor, ceil };
}
