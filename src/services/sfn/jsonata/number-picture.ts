/** Numbers by a picture such as `#,##0.00` or `01%`, as XPath's format-number reads it. */
import { JsonataError } from "./error.ts";

export function formatNumber(value: number | undefined, picture: string): string | undefined {
  if (value === undefined) return undefined;
  const [positive = "", negative] = picture.split(";");
  const sign = value < 0 && negative === undefined ? "-" : "";
  const chosen = value < 0 && negative !== undefined ? negative : positive;
  const [, prefix = "", active = "", suffix = ""] = /^([^#0-9,.]*)([#0-9,.]*)(.*)$/s.exec(chosen) ?? [];
  if (active === "")
    throw new JsonataError("D3085", "The picture string must contain at least one digit or optional digit sign");
  const scale = /%/.test(prefix + suffix) ? 100 : /‰/.test(prefix + suffix) ? 1000 : 1;
  const [whole = "", fraction = ""] = active.split(".");
  const most = fraction.replace(/,/g, "").length;
  const least = fraction.replace(/[^0-9]/g, "").length;
  const [integer = "0", decimals = ""] = Math.abs(value * scale)
    .toFixed(most)
    .split(".");
  const kept = trimmed(decimals, least);
  const digits = grouped(integer.replace(/^0+/, "").padStart(whole.replace(/[^0-9]/g, "").length, "0"), whole);
  return `${sign}${prefix}${digits}${kept === "" ? "" : `.${kept}`}${suffix}`;
}

function trimmed(decimals: string, least: number): string {
  let end = decimals.length;
  while (end > least && decimals[end - 1] === "0") end--;
  return decimals.slice(0, end);
}

function grouped(digits: string, whole: string): string {
  const comma = whole.lastIndexOf(",");
  if (comma < 0) return digits;
  const size = whole.length - comma - 1;
  return size === 0 ? digits : digits.replace(new RegExp(`\\B(?=(?:\\d{${size}})+$)`, "g"), ",");
}
