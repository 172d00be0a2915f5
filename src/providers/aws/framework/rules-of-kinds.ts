/** Checks that few attributes have: addresses, numbers written as texts, names of single services. */
import { isIP } from "node:net";
import { arnFaults } from "./arn-faults.ts";
import { type Check, isCidr, type ModernCheck } from "./check.ts";
import { jsonFault } from "./go-json.ts";
import { itemFault } from "./item-fault.ts";
import { isFourParts, networkFault, networkOf } from "./network-fault.ts";
import { networkProtocol } from "./network-protocols.ts";
import { dateFault } from "./rfc3339.ts";
import { urlFault } from "./url-fault.ts";

const AUTOMATION_ARN = /^arn:[\w-]+:automate:[\w-]+:ec2:(reboot|recover|stop|terminate)$/;

const unless = (good: boolean, sentence: string): string | undefined => (good ? undefined : sentence);

export const CHECKS_OF_KINDS: Readonly<Record<string, Check>> = {
  timestamp: (_, value) =>
    unless(!dateFault(String(value)), `${JSON.stringify(value)} cannot be parsed as RFC3339 Timestamp Format`),
  notBlank: (name, value) =>
    unless(String(value).trim() !== "", `expected "${name}" to not be an empty string, got ${value}`),
  blank: (name, value) => unless(value === "", `expected "${name}" to be an empty string: got ${value}`),
  ipv4: (name, value) =>
    unless(isFourParts(String(value)), `expected ${name} to contain a valid IPv4 address, got: ${value}`),
  // Addresses of either kind have sixteen bytes to Go.
  ipv6: (name, value) =>
    unless(isIP(String(value)) !== 0, `expected ${name} to contain a valid IPv6 address, got: ${value}`),
  cidrValue: (name, value) =>
    unless(
      isCidr(String(value)),
      `expected "${name}" to be a valid CIDR Value, got ${value}: invalid CIDR address: ${value}`,
    ),
  cidrNetwork: (name, value, [, low = 16, high = 28]) =>
    isCidr(String(value))
      ? sizeFaults(name, String(value), Number(low), Number(high))
      : `expected ${name} to contain a valid Value, got: ${value} with err: invalid CIDR address: ${value}`,
  portOrZero: (name, value) =>
    unless(
      Number(value) >= 0 && Number(value) <= 65_535,
      `expected "${name}" to be a valid port number or 0, got: ${value}`,
    ),
  url: (name, value) => addressFault(name, String(value)),
  protocol: (name, value) =>
    unless(networkProtocol(String(value)) !== undefined, `"${name}" : unsupported NACL protocol: ${value}`),
  item: (name, value) => {
    const fault = itemFault(String(value));
    return fault && `Invalid format of "${name}": ${fault}`;
  },
  jsonOrYaml: (name, value) => {
    const fault = /^\s*\{/.test(String(value)) ? jsonFault(String(value)) : undefined;
    return fault && `"${name}" contains an invalid JSON: ${fault.message}`;
  },
  integer: (name, value) => {
    const fault = value === "" ? undefined : integerFault(String(value));
    return (
      fault && `${name}: cannot parse '${value}' as int: strconv.ParseInt: parsing ${JSON.stringify(value)}: ${fault}`
    );
  },
  float: (name, value) => {
    const fault = value === "" ? undefined : floatFault(String(value));
    return (
      fault &&
      `${name}: cannot parse '${value}' as float: strconv.ParseFloat: parsing ${JSON.stringify(value)}: ${fault}`
    );
  },
  notZero: (name, value) => unless(Number(value) !== 0, `${name} must not be zero, got 0`),
  roleName: (name, value) =>
    unless(value !== "" && arnFaults(String(value)).length > 0, `"${name}" must be the role's name not its ARN`),
  metricFilterName: (name, value) =>
    unless(
      /^[^:*]+$/.test(String(value)),
      `"${name}" isn't a valid log metric name (must not contain colon nor asterisk): ${JSON.stringify(value)}`,
    ),
  logStreamName: (name, value) => {
    if (String(value).includes(":")) return `colons not allowed in "${name}":`;
    const fits = String(value).length >= 1 && String(value).length <= 512;
    return unless(fits, `"${name}" must be between 1 and 512 characters: ${JSON.stringify(value)}`);
  },
  divisibleBy: (name, value, [, by]) =>
    unless(Number(value) % Number(by) === 0, `expected ${name} to be divisible by ${Number(by)}, got: ${value}`),
  automationArn: (name, value) =>
    unless(
      AUTOMATION_ARN.test(String(value)),
      `"${name}" does not match EC2 automation ARN (${JSON.stringify(AUTOMATION_ARN.source)}): ${JSON.stringify(value)}`,
    ),
  hyphens: (name, value) => {
    if (String(value).includes("--")) return `"${name}" must not contain consecutive hyphens`;
    return unless(!String(value).endsWith("-"), `"${name}" must not end in a hyphen`);
  },
  aliasName: (name, value) =>
    unless(
      /^alias\/[0-9A-Za-z_/-]+$/.test(String(value)),
      `"${name}" must begin with 'alias/' and be comprised of only [0-9A-Za-z_/-]`,
    ),
  metricName: (name, value) =>
    unless(
      /^[^:*$]*$/.test(String(value)),
      `"${name}" isn't a valid log metric transformation name (must not contain colon, asterisk nor dollar sign): ${JSON.stringify(value)}`,
    ),
  tableName: (_, value) =>
    unless(
      String(value).length >= 3 && String(value).length <= 255,
      `name length must be between 3 and 255 characters: ${JSON.stringify(value)}`,
    ),
  tableCharacters: (_, value) =>
    unless(
      /^[0-9A-Za-z_.-]+$/.test(String(value)),
      `name must only include alphanumeric, underscore, period, or hyphen characters: ${JSON.stringify(value)}`,
    ),
};

/** VPCs take networks of 16 to 28 bits, written without bits of a host. */
function sizeFaults(name: string, value: string, low: number, high: number): readonly string[] {
  const network = networkOf(value);
  const bits = Number(value.split("/")[1]);
  return [
    unless(network === value, `expected ${name} to contain a valid network Value, expected ${network}, got ${value}`),
    unless(
      bits >= low && bits <= high,
      `expected "${name}" to contain a network Value with between ${low} and ${high} significant bits, got: ${bits}`,
    ),
  ].filter((fault) => fault !== undefined);
}

function addressFault(name: string, value: string): string | undefined {
  if (value === "") return `expected "${name}" url to not be empty, got ${value}`;
  const fault = urlFault(value);
  if (fault !== undefined) return `expected "${name}" to be a valid url, got ${value}: ${fault}`;
  const [, scheme = "", host = ""] = /^(?:([a-z][a-z0-9+.-]*):)?\/\/([^/?#]*)/i.exec(value) ?? [];
  if (host === "") return `expected "${name}" to have a host, got ${value}`;
  return unless(
    scheme.toLowerCase() === "https",
    `expected "${name}" to have a url with schema of: "https", got ${value}`,
  );
}

/** As Go's ParseInt, for 64 bits. */
function integerFault(text: string): string | undefined {
  if (!/^[+-]?\d+$/.test(text)) return "invalid syntax";
  const number = BigInt(text.replace("+", ""));
  return unless(number === BigInt.asIntN(64, number), "value out of range");
}

const DECIMAL = /^[+-]?(\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(e[+-]?\d+)?$/i;
const SPECIAL = /^([+-]?inf(inity)?|nan|[+-]?0x[\da-f_]*\.?[\da-f_]*p[+-]?\d+)$/i;

/** As Go's ParseFloat. */
function floatFault(text: string): string | undefined {
  if (SPECIAL.test(text)) return undefined;
  if (!DECIMAL.test(text)) return "invalid syntax";
  return unless(Number.isFinite(Number(text.replaceAll("_", ""))), "value out of range");
}

/** The provider looks for a name or an ARN anywhere in the text, so that one letter is enough. */
const FUNCTION_NAME = /[0-9A-Za-z_-]/;

/** The newer framework's: a title, and a text below it. */
export const MODERN_CHECKS_OF_KINDS: Readonly<Record<string, readonly [title: string, ModernCheck]>> = {
  modernArnToo: [
    "An Amazon Resource Name",
    (_, value) =>
      value === "" || /^arn:[^:]*:[^:]*:[^:]*:[^:]*:./.test(String(value)) ? undefined : "value must be a valid ARN",
  ],
  modernPolicy: [
    "Invalid IAM Policy Value",
    (name, value) =>
      unless(
        !jsonFault(String(value)),
        `The provided value is not valid JSON string format (RFC 7159).\n\nPath: ${name}\nValue: ${value}`,
      ),
  ],
  modernTime: [
    "Invalid RFC3339 String Value",
    (_, value) => {
      const fault = dateFault(String(value));
      return (
        fault &&
        `A string value was provided that is not valid RFC3339 string format.\n\nGiven Value: ${value}\nError: ${fault}`
      );
    },
  ],
  functionName: [
    "Invalid Attribute Value Match",
    (name, value) =>
      unless(FUNCTION_NAME.test(String(value)), `Attribute ${name} must be a valid function name, got: ${value}`),
  ],
  modernAccount: [
    "Invalid Attribute Value",
    (name, value) =>
      unless(/^\d{12}$/.test(String(value)), `Attribute ${name} value must be a valid AWS account ID, got: ${value}`),
  ],
  modernNetwork: [
    "Invalid Attribute Value",
    (name, value, [, version]) =>
      networkFault(String(value), Number(version)) &&
      `Attribute ${name} value must be a valid IPv${String(version)} CIDR that represents a network address, got: ${value}`,
  ],
};
