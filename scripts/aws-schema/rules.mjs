// Turns the refusals that probe-rules.mjs collected into checks: ["oneOf", [..]], ["between", 1, 900] and so on.
// A check that names the attribute by its last part only, not by its path, has "last" at the end.
const READERS = [
  [/^expected (\S+) to be one of \[(.*)\], got /s, (m) => ["oneOf", values(m[2])]],
  [/^expected (\S+) to be in the range \((\S+) - (\S+)\), got /, (m) => ["between", Number(m[2]), Number(m[3])]],
  [/^expected (\S+) to be at least \((\S+)\), got /, (m) => ["atLeast", Number(m[2])]],
  [/^expected (\S+) to be at most \((\S+)\), got /, (m) => ["atMost", Number(m[2])]],
  [
    /^expected length of (\S+) to be in the range \((\d+) - (\d+)\), got /,
    (m) => ["length", Number(m[2]), Number(m[3])],
  ],
  [/^"(\S+)" \(.*\) is an invalid ARN: /s, () => ["arn"]],
  [/^"(\S+)" doesn't look like AWS Account ID/, () => ["account"]],
  [/^invalid value for (\S+) \((.*)\)$/s, (m) => ["match", m[2]]],
  [/^"(\S+)" contains an invalid JSON policy: /, () => ["policy"]],
  [/^"(\S+)" is an empty string, which is not a valid JSON value/, () => ["policy"]],
  [/^"(\S+)" contains an invalid JSON: /, () => ["json"]],
  [/^expected value of (\S+) to match regular expression "(.*)", got /, (m) => ["expression", JSON.parse(`"${m[2]}"`)]],
  [/^(\S+) must not be empty, got /, () => ["notEmpty"]],
  [/^"(\S+)" cannot be longer than (\d+) characters: /, (m) => ["longest", Number(m[2])]],
  [/^"(\S+)" isn't a valid log group name /, () => ["logGroupName"]],
  [/^"(\S*)" is not a valid CIDR block: /s, () => ["cidrBlock"]],
  [/^"\S+" is not a valid (IPv4|IPv6) CIDR block/, (m) => ["cidrBlock", m[1] === "IPv4" ? 4 : 6]],
  [/^Too many list items$/, (_, d) => ["maxItems", count(d)]],
  [/^Not enough list items$/, (_, d) => ["minItems", count(d)]],
  [/^Fractions are taken$/, () => ["fractions"]],
  [/^Case is ignored$/, () => ["anyCase"]],
  [/^"(\S+)" must not contain consecutive hyphens$/, () => ["hyphens"]],
  [/^"(\S+)" doesn't comply with restrictions \((".*?")\): /, (m) => ["restriction", JSON.parse(m[2])]],
  [/^expected (\S+) to contain a valid CIDR, got: /, () => ["cidr"]],
  [/^must be in RFC3339 time format /, () => ["utcTime"]],
  [/^expected "(\S+)" to be a valid RFC3339 date, got /, () => ["time"]],
  [/cannot be parsed as RFC3339 Timestamp Format$/, () => ["timestamp"]],
  [/^expected "(\S+)" to not be an empty string, got /, () => ["notBlank"]],
  [/^expected "(\S+)" to be an empty string: got /, () => ["blank"]],
  [/^expected (\S+) to contain a valid IPv4 address, got: /, () => ["ipv4"]],
  [/^expected (\S+) to contain a valid IPv6 address, got: /, () => ["ipv6"]],
  [/^expected "(\S+)" to be a valid CIDR Value, got /, () => ["cidrValue"]],
  [/^expected (\S+) to contain a valid Value, got: .* with err: /s, () => ["cidrNetwork"]],
  [/^expected "(\S+)" to be a valid port number or 0, got: /, () => ["portOrZero"]],
  [/^expected "(\S+)" to have a host, got /, () => ["url"]],
  [/^"(\S+)" : unsupported NACL protocol: /, () => ["protocol"]],
  [/^Invalid format of "(\S+)": /, () => ["item"]],
  [/^(\S+): cannot parse '.*' as int: /s, () => ["integer"]],
  [/^(\S+): cannot parse '.*' as float: /s, () => ["float"]],
  [/^(\S+) must not be zero, got 0/, () => ["notZero"]],
  [/^"(\S+)" must be the role's name not its ARN/, () => ["roleName"]],
  [/^"(\S+)" isn't a valid log metric name /, () => ["metricFilterName"]],
  [/^"(\S+)" isn't a valid log metric transformation name /, () => ["metricName"]],
  [/^name length must be between 3 and 255 characters: /, () => ["tableName"]],
  [/^name must only include alphanumeric, underscore, period, or hyphen characters: /, () => ["tableCharacters"]],
];

const MODERN = [
  [/^Invalid String Enum Value/, (d) => ["enum", /Valid Values: \[(.*?) ?\]/s.exec(d.detail)[1].split(" ")]],
  [/^Invalid ARN Value/, () => ["modernArn"]],
  [/^An Amazon Resource Name$/, () => ["modernArnToo"]],
  [/^Invalid IAM Policy Value/, () => ["modernPolicy"]],
  [/^Invalid RFC3339 String Value/, () => ["modernTime"]],
  [/^Invalid Attribute Value Match$/, (d) => /must be a valid function name/.test(d.detail) && ["functionName"]],
  [/^Invalid Attribute Value$/, (d) => /must be a valid AWS account ID/.test(d.detail) && ["modernAccount"]],
  [/^Invalid Attribute Value$/, (d) => network(/must be a valid IPv(4|6) CIDR that/.exec(d.detail))],
  [
    /^Invalid Attribute Value$/,
    (d) => number(/value must be (between|at least) (\S+?)(?: and (\S+))?, got/.exec(d.detail)),
  ],
  [/^Invalid Attribute Value Match/, (d) => chosen(/value must be one of: \[(.*)\], got/.exec(d.detail))],
  [/^Invalid Attribute Value Length/, (d) => lengths(/must be between (\d+) and (\d+), got/.exec(d.detail))],
];

const count = ({ detail }) => Number(/ (\d+) item/.exec(detail)[1]);
const values = (text) =>
  text.startsWith('"')
    ? [...text.matchAll(/"([^"]*)"/g)].map((m) => m[1])
    : text.split(" ").filter(Boolean).map(Number);
const number = (m) => m && (m[3] ? ["modernBetween", Number(m[2]), Number(m[3])] : ["modernAtLeast", Number(m[2])]);
// A choice of nothing but "" is the last of several alternatives, of which a refusal names only that one.
const chosen = (m) => (m && m[1] !== '""' ? ["modernOneOf", values(m[1])] : undefined);
const network = (m) => m && ["modernNetwork", Number(m[1])];
const lengths = (m) => m && ["modernLength", Number(m[1]), Number(m[2])];

/**
 * Without refusals that never come alone: they are alternatives, of which a value needs to satisfy one, and so no rules
 * by themselves.
 */
function withoutAlternatives(refusals) {
  const kindOf = ({ summary, detail }) => `${summary} ${detail}`.replaceAll(/got:?.*|"[^"]*"|\([^)]*\)/gs, "");
  const kinds = new Map();
  for (const refusal of refusals) {
    const sample = JSON.stringify(refusal.sample);
    kinds.set(sample, (kinds.get(sample) ?? new Set()).add(kindOf(refusal)));
  }
  const companies = (kind) => [...kinds.values()].filter((company) => company.has(kind));
  return refusals.filter((refusal) => {
    const all = companies(kindOf(refusal));
    return all.length === 1 || all.some((company) => company.size === 1);
  });
}

/** `collections` are the paths of lists and sets, whose elements some checks name by the whole. */
export function compileRules({ rules = {}, groups = [] }, collections) {
  const perPath = {};
  for (const [path, refusals] of Object.entries(rules)) {
    const found = new Map();
    for (const refusal of withoutAlternatives(refusals)) {
      const rule = readRule(refusal, path, collections);
      if (rule) found.set(JSON.stringify(rule), rule);
    }
    if (found.size > 0 && path !== "id") perPath[path] = joined([...found.values()]);
  }
  return { perPath, groups: compileGroups(groups) };
}

/** What several refusals tell of one check. */
function joined(rules) {
  const has = (name, size = 1) => rules.some((rule) => rule[0] === name && rule.length >= size);
  return rules
    .filter((rule) => rule[0] !== "anyCase" && !(rule[0] === "cidrBlock" && rule.length === 1 && has("cidrBlock", 2)))
    .map((rule) => (rule[0] === "oneOf" && has("anyCase") ? ["oneOfAnyCase", ...rule.slice(1)] : rule));
}

function readRule(refusal, path, collections) {
  // What is said of another member of a set's element has the same place.
  const place = /^Path: (.+)$/m.exec(refusal.detail ?? "")?.[1].replace(/\[[^\]]*\]$/, "");
  if (place && place.split(".").at(-1) !== path.split(".").at(-1)) return undefined;
  for (const [pattern, read] of MODERN) {
    const rule = pattern.test(refusal.summary) && read(refusal);
    if (rule) return rule;
  }
  for (const [pattern, read] of READERS) {
    const match = pattern.exec(refusal.summary);
    if (!match) continue;
    const last = match[1] === path.split(".").at(-1) && (path.includes(".") || collections.has(path));
    return last ? [...read(match, refusal), "last"] : read(match, refusal);
  }
  return undefined;
}

/** ["conflicts", a, b] says that a, being set, refuses b; the others are written once for the attribute they name. */
function compileGroups(groups) {
  const found = new Map();
  for (const text of groups) {
    const detail = text.slice(text.indexOf(": ") + 2);
    const conflict = /^"([^"]+)": conflicts with (\S+)$/.exec(detail);
    const listed = /^"([^"]+)": (?:only )?(one|all) of `([^`]+)`/.exec(detail);
    if (conflict) add("conflicts", conflict[1], conflict[2]);
    else if (listed && text.startsWith("Invalid combination")) add("exactlyOne", listed[1], ...listed[3].split(","));
    else if (listed && listed[2] === "one") add("atLeastOne", listed[1], ...listed[3].split(","));
    else if (listed) add("together", listed[1], ...listed[3].split(","));
  }
  function add(...group) {
    found.set(group.join(), group);
  }
  return [...found.values()];
}
