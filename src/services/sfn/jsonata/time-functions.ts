/** Functions of points in time: milliseconds, ISO 8601 texts, and texts by a picture such as `[D01]/[M01]/[Y0001]`. */
import type { Builtins } from "./builtin.ts";
import { JsonataError } from "./error.ts";

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
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MINUTE = 60_000;

const offsetOf = (zone: string): number => {
  const [, sign = "+", hours = "0", minutes = "0"] = /^([-+])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
};

function fromMillis(time: number | undefined, picture?: string, zone = "+0000"): string | undefined {
  if (time === undefined) return undefined;
  const offset = offsetOf(zone);
  const local = new Date(time + offset * MINUTE);
  if (picture === undefined) {
    const text = local.toISOString();
    return offset === 0 ? text : `${text.slice(0, -1)}${zoneText(offset, ":")}`;
  }
  return picture.replace(
    /\[\[|\]\]|\[([YMDdFWHhmsfPZz])([^\]]*)\]/g,
    (whole: string, field: string | undefined, format: string) =>
      field === undefined ? (whole[0] as string) : component(local, field, format.split(",")[0] ?? "", offset, format),
  );
}

function zoneText(offset: number, separator: string): string {
  const minutes = Math.abs(offset);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}${separator}${two(minutes % 60)}`;
}

function component(date: Date, field: string, format: string, offset: number, whole: string): string {
  const number = (value: number): string => {
    const width = Math.max(format.replace(/\D/g, "").length, Number(/,(\d+)/.exec(whole)?.[1] ?? 0));
    const text = String(value).padStart(width, "0");
    if (format.endsWith("o")) return text + ordinal(value);
    return field === "Y" && width === 2 ? text.slice(-2) : text;
  };
  const named = (names: readonly string[], index: number): string => {
    const most = Number(/-(\d+)/.exec(whole)?.[1] ?? names[index]?.length ?? 0);
    const text = (names[index] ?? "").slice(0, most);
    return format.startsWith("Nn") ? text : format.startsWith("n") ? text.toLowerCase() : text.toUpperCase();
  };
  const isNamed = /^[Nn]/.test(format);
  const hour = date.getUTCHours();
  switch (field) {
    case "Y":
      return number(date.getUTCFullYear());
    case "M":
      return isNamed ? named(MONTHS, date.getUTCMonth()) : number(date.getUTCMonth() + 1);
    case "D":
      return number(date.getUTCDate());
    case "d":
      return number(Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0)) / (24 * 60 * MINUTE)) + 1);
    case "F":
      return isNamed || format === ""
        ? format === ""
          ? named(DAYS, date.getUTCDay()).toLowerCase()
          : named(DAYS, date.getUTCDay())
        : number(date.getUTCDay() || 7);
    case "H":
      return number(hour);
    case "h":
      return number(hour % 12 || 12);
    case "m":
      return format === "" ? String(date.getUTCMinutes()).padStart(2, "0") : number(date.getUTCMinutes());
    case "s":
      return format === "" ? String(date.getUTCSeconds()).padStart(2, "0") : number(date.getUTCSeconds());
    case "f":
      return String(date.getUTCMilliseconds())
        .padStart(3, "0")
        .slice(0, Math.max(1, format.replace(/\D/g, "").length));
    case "P":
      return format.startsWith("N") && !format.startsWith("Nn") ? (hour < 12 ? "AM" : "PM") : hour < 12 ? "am" : "pm";
    case "Z":
    case "z": {
      if (format.endsWith("t") && offset === 0) return "Z";
      const text = zoneText(offset, format.includes(":") || format === "" ? ":" : "");
      return field === "z" ? `GMT${text}` : text;
    }
    default:
      throw new JsonataError(
        "D3132",
        `Unknown component specifier ${JSON.stringify(field)} in date/time picture string`,
      );
  }
}

function ordinal(value: number): string {
  const tens = value % 100;
  if (tens >= 11 && tens <= 13) return "th";
  return ["th", "st", "nd", "rd"][value % 10] ?? "th";
}

function toMillis(text: string | undefined, picture?: string): number | undefined {
  if (text === undefined) return undefined;
  if (picture === undefined) {
    const time = /^\d{4}(?:-\d\d(?:-\d\d(?:T[\d:.]+(?:Z|[-+]\d\d:?\d\d)?)?)?)?$/.test(text)
      ? Date.parse(text.replace(/([-+]\d\d)(\d\d)$/, "$1:$2"))
      : Number.NaN;
    if (!Number.isNaN(time)) return time;
    throw new JsonataError(
      "D3110",
      `The argument of the toMillis function must be an ISO 8601 formatted timestamp. Given ${JSON.stringify(text)}`,
    );
  }
  return byPicture(text, picture);
}

function byPicture(text: string, picture: string): number | undefined {
  const fields: string[] = [];
  const source = picture.replace(
    /\[([YMDHhmsfPZz])([^\]]*)\]|[\\^$.|?*+(){}[\]]/g,
    (whole: string, field: string | undefined, format = "") => {
      if (field === undefined) return `\\${whole}`;
      fields.push(/^[Nn]/.test(format) && field === "M" ? "month" : field);
      if (field === "P" || /^[Nn]/.test(format)) return "([A-Za-z]+)";
      if (field === "Z" || field === "z") return "(?:GMT)?(Z|[-+]\\d\\d:?\\d\\d)";
      const width = (format as string).replace(/\D/g, "").length;
      return width > 1 ? `(\\d{${width}})` : "(\\d+)(?:st|nd|rd|th)?";
    },
  );
  const match = new RegExp(`^${source}$`, "i").exec(text);
  if (!match) return undefined;
  const value = new Map(fields.map((field, i) => [field, match[i + 1] as string]));
  const number = (field: string, otherwise: number): number => Number(value.get(field) ?? otherwise);
  const month = value.get("month")?.slice(0, 3).toLowerCase();
  const monthIndex =
    month === undefined ? number("M", 1) - 1 : MONTHS.findIndex((name) => name.slice(0, 3).toLowerCase() === month);
  const afternoon = value.get("P")?.toLowerCase() === "pm" ? 12 : 0;
  const hour = value.has("h") ? (number("h", 0) % 12) + afternoon : number("H", 0);
  const milliseconds = Number((value.get("f") ?? "0").padEnd(3, "0").slice(0, 3));
  const offset = offsetOf(value.get("Z") ?? value.get("z") ?? "");
  return (
    Date.UTC(number("Y", 1970), monthIndex, number("D", 1), hour, number("m", 0), number("s", 0), milliseconds) -
    offset * MINUTE
  );
}

export const timeFunctions = (now: number): Builtins => ({
  now: ["<s?s?:s>", (picture?: string, zone?: string) => fromMillis(now, picture, zone)],
  millis: ["<:n>", () => now],
  fromMillis: ["<n-s?s?:s>", fromMillis],
  toMillis: ["<s-s?:n>", toMillis],
});
