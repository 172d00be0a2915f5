/**
 * The `pattern` and `diff` commands: messages of the same structure are one pattern, in which what varies is a token
 * such as `<Number-1>`. AWS clusters by machine learning; here words with digits vary, and messages of as many words
 * that differ in few of them are of one pattern.
 */
import type { Expression } from "./expression.ts";
import { MadeRow } from "./row.ts";
import type { Command } from "./stages.ts";
import { textOf, type Value } from "./value.ts";

export interface Comparison {
  /** The time of the query; the end is exclusive. */
  readonly from: number;
  readonly until: number;
  /** How far back the time lies that it is compared with. */
  readonly shift: number;
}

interface Pattern {
  /** The words, and undefined where they vary. */
  readonly words: (string | undefined)[];
  /** What the words that vary look like. */
  readonly kinds: (string | undefined)[];
  count: number;
  earlier: number;
}

/** The share of words that must be the same. */
const ALIKE = 0.6;
const SEVERITIES: readonly (readonly [string, RegExp])[] = [
  ["Error", /\b(?:error|fatal|critical|exception|severe)\b/i],
  ["Warning", /\bwarn(?:ing)?\b/i],
  ["Info", /\binfo\b/i],
  ["Debug", /\b(?:debug|trace)\b/i],
];

const KINDS: readonly (readonly [string, RegExp])[] = [
  ["UUID", /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i],
  ["Date", /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/],
  ["Time", /^\d\d:\d\d:\d\d(?:[.,]\d+)?$/],
  ["IP", /^\d{1,3}(?:\.\d{1,3}){3}$/],
  ["Number", /^[-+]?\d+(?:\.\d+)?$/],
];
const WORDS = /[\w.:/@+-]+|\s+|[^\w\s]/g;

export const pattern =
  (of: Expression, comparison?: Comparison): Command =>
  (next) => {
    const bySize = new Map<number, Pattern[]>();
    let total = 0;
    return {
      accept: (row) => {
        const value = of(row);
        if (value === undefined) return;
        const found = patternOf(bySize, textOf(value).match(WORDS) ?? []);
        const { from = Number.NEGATIVE_INFINITY, until = 0, shift = 0 } = comparison ?? {};
        if (row.time >= from) {
          found.count++;
          total++;
        }
        if (comparison && row.time >= from - shift && row.time < until - shift) found.earlier++;
      },
      end: () => {
        const found = [...bySize.values()].flat().filter(({ count, earlier }) => count + earlier > 0);
        const size = comparison ? difference : ({ count }: Pattern) => count;
        found.sort((a, b) => Math.abs(size(b)) - Math.abs(size(a)));
        for (const one of found) next.accept(new MadeRow(new Map(shown(one, total, comparison !== undefined))));
        next.end();
      },
    };
  };

export const patternFields = ["@pattern", "@ratio", "@sampleCount", "@severityLabel"];
export const differenceFields = [...patternFields, "@diffEventCount", "@differenceDescription"];

const difference = ({ count, earlier }: Pattern): number => count - earlier;

function shown(found: Pattern, total: number, compared: boolean): [string, Value][] {
  const text = textOfPattern(found);
  const values: [string, Value][] = [
    ["@pattern", text],
    ["@ratio", total === 0 ? 0 : found.count / total],
    ["@sampleCount", found.count],
    ["@severityLabel", SEVERITIES.find(([, sign]) => sign.test(text))?.[0] ?? "None"],
  ];
  if (!compared) return values;
  const change = difference(found);
  const description =
    found.earlier === 0
      ? "New"
      : found.count === 0
        ? "Not found"
        : change === 0
          ? "Same"
          : change > 0
            ? "Increase"
            : "Decrease";
  return [...values, ["@diffEventCount", change], ["@differenceDescription", description]];
}

function patternOf(bySize: Map<number, Pattern[]>, words: readonly string[]): Pattern {
  const kinds = words.map(kindOf);
  const known = bySize.get(words.length) ?? [];
  bySize.set(words.length, known);
  const found = known.find((one) => similar(one, words, kinds));
  if (!found) {
    const made = { words: words.map((word, i) => (kinds[i] ? undefined : word)), kinds, count: 0, earlier: 0 };
    known.push(made);
    return made;
  }
  for (const [i, word] of words.entries()) {
    if (found.words[i] === word || (found.words[i] === undefined && found.kinds[i] === kinds[i])) continue;
    found.words[i] = undefined;
    found.kinds[i] = "Token";
  }
  return found;
}

/** Words in braces, quotes and blanks must be where they are in the pattern; of the others most must be the same. */
function similar(one: Pattern, words: readonly string[], kinds: readonly (string | undefined)[]): boolean {
  let same = 0;
  let counted = 0;
  for (const [i, word] of words.entries()) {
    const equal = one.words[i] === word || (one.words[i] === undefined && kinds[i] !== undefined);
    if (!equal && /^\W/.test(word)) return false;
    if (/^\s/.test(word)) continue;
    counted++;
    if (equal || one.words[i] === undefined) same++;
  }
  return counted === 0 || same / counted >= ALIKE;
}

function kindOf(word: string): string | undefined {
  if (!/\d/.test(word)) return undefined;
  return KINDS.find(([, shape]) => shape.test(word))?.[0] ?? "Token";
}

function textOfPattern({ words, kinds }: Pattern): string {
  let number = 0;
  return words.map((word, i) => word ?? `<${kinds[i] ?? "Token"}-${++number}>`).join("");
}
