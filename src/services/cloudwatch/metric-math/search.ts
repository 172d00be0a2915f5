/**
 * What SEARCH finds: metrics by the words of their names. Read once, then asked of every metric.
 * Source: CloudWatch's guide, "CloudWatch search expression syntax".
 */
import { invalid } from "./math-error.ts";

export interface Searched {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly { readonly Name: string; readonly Value: string }[];
}

type Test = (metric: Searched) => boolean;

const TOKEN = /\s*(?:([{}(),=])|"([^"]*)"|'([^']*)'|([^\s{}(),="']+))/y;

interface Token {
  readonly text: string;
  /** Given in quotation marks: a property is that text and nothing else. */
  readonly exact: boolean;
  readonly sign: boolean;
}

/** `{Namespace, Dimension} words AND (Property="value" OR NOT word)` as a test of metrics. */
export function searchTest(expression: string): Test {
  return new SearchParser(expression).parse();
}

class SearchParser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(expression: string) {
    this.#tokens = tokensOf(expression);
  }

  parse(): Test {
    const schema = this.#takes("{") ? this.#schema() : () => true;
    const words = this.#at < this.#tokens.length ? this.#either() : () => true;
    if (this.#at < this.#tokens.length) throw invalid("Invalid syntax in the search expression");
    return (metric) => schema(metric) && words(metric);
  }

  /** A metric has exactly the dimensions that are named. */
  #schema(): Test {
    const [namespace, ...dimensions] = this.#names("}");
    const wanted = dimensions.sort().join("\n");
    return (metric) =>
      metric.namespace === namespace &&
      metric.dimensions
        .map(({ Name }) => Name)
        .sort()
        .join("\n") === wanted;
  }

  #names(close: string): string[] {
    const names: string[] = [];
    do names.push(this.#next().text);
    while (this.#takes(","));
    if (!this.#takes(close)) throw invalid(`'${close}' expected in the search expression`);
    return names;
  }

  #either(): Test {
    const tests = [this.#all()];
    while (this.#takes("OR")) tests.push(this.#all());
    return (metric) => tests.some((test) => test(metric));
  }

  #all(): Test {
    const tests = [this.#one()];
    for (let token = this.#tokens[this.#at]; token && !isEnd(token); token = this.#tokens[this.#at]) {
      this.#takes("AND");
      tests.push(this.#one());
    }
    return (metric) => tests.every((test) => test(metric));
  }

  #one(): Test {
    if (this.#takes("NOT")) {
      const inner = this.#one();
      return (metric) => !inner(metric);
    }
    if (this.#takes("(")) {
      const inner = this.#either();
      if (!this.#takes(")")) throw invalid("')' expected in the search expression");
      return inner;
    }
    const token = this.#next();
    return this.#takes("=")
      ? this.#property(token.text)
      : (metric) => everything(metric).some((text) => has(text, token));
  }

  #property(name: string): Test {
    const wanted = this.#takes("(") ? this.#alternatives() : [this.#next()];
    return (metric) => wanted.some((token) => propertyOf(metric, name).some((text) => has(text, token)));
  }

  /** `Property=("a" OR "b")`. */
  #alternatives(): Token[] {
    const tokens = [this.#next()];
    while (this.#takes("OR")) tokens.push(this.#next());
    if (!this.#takes(")")) throw invalid("')' expected in the search expression");
    return tokens;
  }

  #next(): Token {
    const token = this.#tokens[this.#at++];
    if (!token || token.sign) throw invalid("Invalid syntax in the search expression");
    return token;
  }

  #takes(text: string): boolean {
    const token = this.#tokens[this.#at];
    if (!token || token.exact || token.text !== text) return false;
    this.#at++;
    return true;
  }
}

const isEnd = ({ text, exact }: Token): boolean => !exact && (text === ")" || text === "OR");

function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = expression.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(expression);
    if (!match) throw invalid("Invalid syntax in the search expression");
    const [, sign, double, single, word] = match;
    const quoted = double ?? single;
    tokens.push({ text: sign ?? quoted ?? word ?? "", exact: quoted !== undefined, sign: sign !== undefined });
  }
  return tokens;
}

const everything = ({ namespace, name, dimensions }: Searched): string[] => [
  namespace,
  name,
  ...dimensions.flatMap(({ Name, Value }) => [Name, Value]),
];

function propertyOf({ namespace, name, dimensions }: Searched, property: string): string[] {
  if (/^namespace$/i.test(property)) return [namespace];
  if (/^metricname$/i.test(property)) return [name];
  return dimensions.flatMap(({ Name, Value }) => (Name === property ? [Value] : []));
}

const has = (text: string, { text: wanted, exact }: Token): boolean =>
  exact ? text === wanted : sequence(wordsOf(text), wordsOf(wanted));

/** Words are divided by signs and where small letters turn to capitals; letter case does not count. */
const wordsOf = (text: string): string[] =>
  (text.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []).map((word) => word.toLowerCase());

const sequence = (words: readonly string[], wanted: readonly string[]): boolean =>
  wanted.length === 0
    ? false
    : words.join("") === wanted.join("") || words.some((_, i) => wanted.every((word, k) => words[i + k] === word));
