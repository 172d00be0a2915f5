/** The functions of the query language that work on one row, by their names in lower case. */
import { BlockList, isIP } from "node:net";
import { compareValues, numberOf, parsedValue, Structure, textOf, truthOf, type Value } from "./value.ts";

type RowFunction = (...args: Value[]) => Value;

const number =
  (compute: (...numbers: number[]) => number): RowFunction =>
  (...args) => {
    const result = compute(...args.map(numberOf));
    return Number.isNaN(result) ? undefined : result;
  };

/** A function of texts; missing arguments make its result missing. */
const text =
  (compute: (first: string, ...rest: string[]) => Value): RowFunction =>
  (first, ...rest) =>
    first === undefined ? undefined : compute(textOf(first), ...rest.map(textOf));

const extreme =
  (sign: number): RowFunction =>
  (...args) =>
    args
      .filter((value) => value !== undefined)
      .reduce<Value>(
        (best, value) => (best === undefined || compareValues(value, best) * sign > 0 ? value : best),
        undefined,
      );

const strip = (expression: (characters: string) => RegExp) =>
  text((value, characters = " \\t\\n\\r") => value.replace(expression(characters), ""));

const characterClass = (characters: string): string => `[${characters.replace(/[\]^-]/g, "\\$&")}]`;

function inSubnet(family: 4 | 6 | undefined): RowFunction {
  return text((address, subnet = "") => {
    const [base = "", bits = ""] = subnet.split("/");
    const version = isIP(address);
    if (version === 0 || version !== isIP(base) || (family !== undefined && version !== family)) return false;
    const list = new BlockList();
    list.addSubnet(base, Number(bits), version === 4 ? "ipv4" : "ipv6");
    return list.check(address, version === 4 ? "ipv4" : "ipv6");
  });
}

const isVersion = (...versions: number[]): RowFunction => text((value) => versions.includes(isIP(value)));

export const rowFunctions: Readonly<Record<string, RowFunction>> = {
  abs: number(Math.abs),
  ceil: number(Math.ceil),
  floor: number(Math.floor),
  log: number(Math.log),
  sqrt: number(Math.sqrt),
  greatest: extreme(1),
  least: extreme(-1),
  isempty: (value) => value === undefined || textOf(value) === "",
  isblank: (value) => value === undefined || textOf(value).trim() === "",
  ispresent: (value) => value !== undefined,
  coalesce: (...args) => args.find((value) => value !== undefined),
  if: (condition, yes, no) => (truthOf(condition) ? yes : no),
  concat: (...args) => args.map(textOf).join(""),
  ltrim: strip((characters) => new RegExp(`^${characterClass(characters)}+`)),
  rtrim: strip((characters) => new RegExp(`${characterClass(characters)}+$`)),
  trim: strip((characters) => new RegExp(`^${characterClass(characters)}+|${characterClass(characters)}+$`, "g")),
  strlen: text((value) => Array.from(value).length),
  toupper: text((value) => value.toUpperCase()),
  tolower: text((value) => value.toLowerCase()),
  substr: text((value, start = "0", length = "") => {
    const characters = Array.from(value).slice(Number(start));
    return (length === "" ? characters : characters.slice(0, Number(length))).join("");
  }),
  replace: text((value, search = "", replacement = "") => value.replaceAll(search, () => replacement)),
  strcontains: text((value, search = "") => (value.includes(search) ? 1 : 0)),
  jsonparse: text((value) => {
    try {
      return parsedValue(JSON.parse(value));
    } catch {
      return undefined;
    }
  }),
  jsonstringify: (value) =>
    value === undefined ? undefined : value instanceof Structure ? textOf(value) : JSON.stringify(value),
  frommillis: (value) => (Number.isNaN(numberOf(value)) ? undefined : new Date(numberOf(value))),
  tomillis: number((value) => value),
  isvalidip: isVersion(4, 6),
  isvalidipv4: isVersion(4),
  isvalidipv6: isVersion(6),
  isipinsubnet: inSubnet(undefined),
  isipv4insubnet: inSubnet(4),
  isipv6insubnet: inSubnet(6),
};
