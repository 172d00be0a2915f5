/**
 * Grok: `%{NAME:field}` stands for a known pattern, whose text becomes a field. The patterns are those of AWS's guide,
 * "Supported grok patterns", in the meaning the grok library gives them; a conversion to a type is not possible there.
 */

import { type Document, setAt } from "./document.ts";
import { invalidTransformer } from "./invalid-transformer.ts";

const INTEGER = "[+-]?\\d+";
const NUMBER = "[+-]?(?:\\d+(?:\\.\\d+)?|\\.\\d+)";
const IPV4 = "(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
const IPV6 = "(?:[\\dA-Fa-f]{0,4}:){2,7}(?:[\\dA-Fa-f]{0,4}|(?:\\d{1,3}\\.){3}\\d{1,3})";
const HOST = "[0-9A-Za-z][0-9A-Za-z-]{0,62}(?:\\.[0-9A-Za-z][0-9A-Za-z-]{0,62})*\\.?";
const MONTH =
  "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";
const DAY_OF_MONTH = "(?:0[1-9]|[12]\\d|3[01]|[1-9])";
const TIME = "(?:2[0123]|[01]?\\d):[0-5]\\d(?::(?:[0-5]?\\d|60)(?:[:.,]\\d+)?)?";
const ZONE = "(?:Z|[+-](?:2[0123]|[01]?\\d):?[0-5]\\d)";
const QUOTED = "(?:\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')";

const PATTERNS: Readonly<Record<string, string>> = {
  USERNAME: "[a-zA-Z0-9._-]+",
  USER: "[a-zA-Z0-9._-]+",
  INT: INTEGER,
  NUMBER,
  BASE10NUM: NUMBER,
  BASE16NUM: "(?:0[xX])?[\\dA-Fa-f]+",
  POSINT: "[1-9]\\d*",
  NONNEGINT: "\\d+",
  WORD: "\\b\\w+\\b",
  NOTSPACE: "\\S+",
  SPACE: "\\s*",
  DATA: ".*?",
  GREEDYDATA: ".*",
  GREEDYDATA_MULTILINE: "(?:.|\\n)*",
  QUOTEDSTRING: QUOTED,
  QS: QUOTED,
  UUID: "[A-Fa-f0-9]{8}-(?:[A-Fa-f0-9]{4}-){3}[A-Fa-f0-9]{12}",
  URN: "urn:[0-9A-Za-z][0-9A-Za-z-]{0,31}:\\S+",
  ARN: "arn:[\\w-]+:[\\w-]*:[\\w-]*:\\d*:[^\\s,]+",
  IP: `(?:${IPV6}|${IPV4})`,
  IPV4,
  IPV6,
  MAC: "(?:[A-Fa-f0-9]{2}[:-]){5}[A-Fa-f0-9]{2}|(?:[A-Fa-f0-9]{4}\\.){2}[A-Fa-f0-9]{4}",
  HOSTNAME: HOST,
  IPORHOST: `(?:${IPV6}|${IPV4}|${HOST})`,
  HOSTPORT: `(?:${IPV4}|${HOST}):\\d+`,
  PATH: "(?:/[^\\s?*]*|(?:[A-Za-z]:|\\\\)(?:\\\\[^\\\\?*]*)+)",
  UNIXPATH: "(?:/[\\w.~%@:+,!-]*)+",
  WINPATH: "(?:[A-Za-z]:|\\\\)(?:\\\\[^\\\\?*]*)+",
  URIPROTO: "[A-Za-z]+(?:\\+[A-Za-z+]+)?",
  URIHOST: `(?:${IPV4}|${HOST})(?::\\d+)?`,
  URIPATH: "(?:/[A-Za-z0-9$.+!*'(){},~:;=@#%&_-]*)+",
  URIPARAM: "\\?[A-Za-z0-9$.+!*'|(){},~@#%&/=:;_?\\[\\]<>-]*",
  URIPATHPARAM: "(?:/[A-Za-z0-9$.+!*'(){},~:;=@#%&_-]*)+(?:\\?[A-Za-z0-9$.+!*'|(){},~@#%&/=:;_?\\[\\]<>-]*)?",
  URI: "[A-Za-z]+(?:\\+[A-Za-z+]+)?://\\S+",
  EMAILADDRESS: "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~.-]+@[0-9A-Za-z.-]+",
  MONTH,
  MONTHNUM: "(?:0?[1-9]|1[0-2])",
  MONTHDAY: DAY_OF_MONTH,
  DAY: "(?:Mon(?:day)?|Tue(?:sday)?|Wed(?:nesday)?|Thu(?:rsday)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)",
  YEAR: "\\d{4}|\\d{2}",
  HOUR: "(?:2[0123]|[01]?\\d)",
  MINUTE: "[0-5]\\d",
  SECOND: "(?:[0-5]?\\d|60)(?:[:.,]\\d+)?",
  TIME,
  DATE_US: `(?:0?[1-9]|1[0-2])[/-]${DAY_OF_MONTH}[/-]\\d{2,4}`,
  DATE_EU: `${DAY_OF_MONTH}[./-](?:0?[1-9]|1[0-2])[./-]\\d{2,4}`,
  DATE: "\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}",
  ISO8601_TIMEZONE: ZONE,
  ISO8601_SECOND: "(?:[0-5]?\\d|60)(?:[:.,]\\d+)?",
  TIMESTAMP_ISO8601: `\\d{4}-\\d{1,2}-\\d{1,2}[T ]${TIME}${ZONE}?`,
  HTTPDATE: `${DAY_OF_MONTH}/${MONTH}/\\d{4}:${TIME} ${INTEGER}`,
  SYSLOGTIMESTAMP: `${MONTH} +${DAY_OF_MONTH} ${TIME}`,
  DATESTAMP: `\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}[- ]${TIME}`,
  TZ: "[A-Z]{3,4}",
  PROG: "[\\x21-\\x5a\\x5c\\x5e-\\x7e]+",
  SYSLOGPROG: "[\\x21-\\x5a\\x5c\\x5e-\\x7e]+(?:\\[\\d+\\])?",
  SYSLOGHOST: `(?:${IPV4}|${HOST})`,
  LOGLEVEL:
    "(?:[Aa]lert|ALERT|[Tt]race|TRACE|[Dd]ebug|DEBUG|[Nn]otice|NOTICE|[Ii]nfo(?:rmation)?|INFO(?:RMATION)?|[Ww]arn(?:ing)?|WARN(?:ING)?|[Ee]rr(?:or)?|ERR(?:OR)?|[Cc]rit(?:ical)?|CRIT(?:ICAL)?|[Ff]atal|FATAL|[Ss]evere|SEVERE|[Ee]merg(?:ency)?|EMERG(?:ENCY)?)",
  HTTPMETHOD: "(?:GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH)",
};

const PLACE = /%\{(\w+)(?::([^}]*))?\}/g;

/** Undefined for a text that does not match. */
export function compileGrok(match: string): (text: string) => Document | undefined {
  const fields: string[] = [];
  let source = "";
  let end = 0;
  for (const { 0: whole, 1: name = "", 2: field, index } of match.matchAll(PLACE)) {
    const pattern = Object.hasOwn(PATTERNS, name) ? PATTERNS[name] : undefined;
    if (pattern === undefined) throw invalidTransformer(`Unsupported grok pattern ${name}`);
    // Between the places stands a regular expression.
    source += match.slice(end, index);
    end = index + whole.length;
    if (field === undefined) source += `(?:${pattern})`;
    else {
      if (field.includes(":")) throw invalidTransformer("Grok patterns do not support type conversions");
      source += `(?<f${fields.length}>${pattern})`;
      fields.push(field);
    }
  }
  const expression = compiled(source + match.slice(end));
  return (text) => {
    const groups = expression.exec(text)?.groups;
    if (!groups) return undefined;
    const found: Document = {};
    for (const [i, field] of fields.entries()) setAt(found, field, groups[`f${i}`] ?? "");
    return found;
  };
}

function compiled(source: string): RegExp {
  try {
    return new RegExp(source);
  } catch {
    throw invalidTransformer("Invalid grok pattern");
  }
}
