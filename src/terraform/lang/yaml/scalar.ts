/** What plain YAML scalars and tags mean, by the rules of Terraform's decoder: mostly YAML 1.1's words. */
import { quoteGo } from "../../../hcl/quote.ts";
import { BigFloat } from "../number.ts";
import { DYNAMIC } from "../type.ts";
import { boolValue, nullValue, numberValue, stringValue, type Value } from "../value.ts";
import { YamlError } from "./error.ts";

const WORDS = new Map<string, Value>();
const define = (value: Value, words: string): void => {
  for (const word of words.split(" ")) WORDS.set(word, value);
};
define(boolValue(true), "true True TRUE y Y yes Yes YES on On ON");
define(boolValue(false), "false False FALSE n N no No NO off Off OFF");
define(nullValue(DYNAMIC), "~ null Null NULL");
define(numberValue(BigFloat.INFINITY), ".inf .Inf .INF +.inf +.Inf +.INF");
define(numberValue(BigFloat.NEGATIVE_INFINITY), "-.inf -.Inf -.INF");

const DECIMAL = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;
const RADIX = /^([-+]?)0([xo])([0-9a-fA-F]+)$/;
const TIMESTAMP =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?:\d\d:\d\d)(?:\.\d+)?[ \t]*(Z|[-+]\d\d?(?::\d\d)?)?)?$/;

/** The value of a scalar without quotes. */
export function plainValue(text: string): Value {
  if (text === "") return nullValue(DYNAMIC);
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) throw new YamlError("floating point NaN is not supported");
  const word = WORDS.get(text);
  if (word) return word;
  if (/^[-+.\d]/.test(text)) {
    const number = parseNumber(text);
    if (number) return numberValue(number);
    const time = TIMESTAMP.exec(text);
    if (time) return stringValue(timestampText(time));
  }
  return stringValue(text);
}

function parseNumber(text: string): BigFloat | undefined {
  const radix = RADIX.exec(text);
  if (radix) {
    const [, sign, letter, digits] = radix as unknown as [string, string, string, string];
    const valid = letter === "x" || /^[0-7]+$/.test(digits);
    if (!valid) return undefined;
    const whole = BigInt(`0${letter}${digits}`);
    return BigFloat.from(sign === "-" ? -whole : whole);
  }
  return DECIMAL.test(text) ? BigFloat.parse(text) : undefined;
}

/** As RFC 3339 in whole seconds. */
function timestampText([, year, month = "", day = "", time = "00:00:00", zone = "Z"]: RegExpExecArray): string {
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}T${time.padStart(8, "0")}${zone}`;
}

/** A scalar with a tag in front. */
export function taggedValue(tag: string, text: string, quoted: boolean): Value {
  const short = tag.startsWith("tag:yaml.org,2002:") ? `!!${tag.slice(18)}` : tag;
  const plain = plainValue(text);
  const expect = (kind: string): Value => {
    if (plain.type.kind === kind) return plain;
    throw new YamlError(`cannot parse ${quoteGo(text)} as ${short.replace("!!", "tag:yaml.org,2002:")}`);
  };
  switch (short) {
    case "!!str":
    case "!":
      return stringValue(text);
    case "!!int":
    case "!!float":
      return expect("number");
    case "!!bool":
      return expect("bool");
    case "!!null":
      return nullValue(DYNAMIC);
    case "!!binary":
      return stringValue(text.replace(/\s+/g, ""));
    case "!!timestamp":
      return quoted ? stringValue(text) : plain;
    default:
      throw new YamlError(`unsupported tag ${quoteGo(tag)}`);
  }
}
