/**
 * Patterns of terms: every term must occur, a quoted phrase as a whole, `-term` must not, `%regex%` must be found, and
 * of `?term`s at least one. As AWS documents, `?` has no effect beside terms of the other kinds. Matching is by case.
 */
import { type FilterPattern, invalidPattern } from "./pattern.ts";
import { regularExpression } from "./regular-expression.ts";

type Test = (message: string) => boolean;

export function termsPattern(text: string): FilterPattern {
  const required: string[] = [];
  const tests: Test[] = [];
  const optional: Test[] = [];
  const token = /\s*([-?]?)(?:"((?:[^"\\]|\\.)*)"|%((?:[^%\\]|\\.)+)%|(\S+))/gy;
  for (;;) {
    const match = token.exec(text);
    if (!match) break;
    const [, sign, quoted, regex, plain] = match;
    const term = quoted === undefined ? plain : quoted.replace(/\\(.)/g, "$1");
    if (term === "" || (plain !== undefined && !/^[\w*]+$/.test(plain))) {
      throw invalidPattern(`Invalid character(s) in term '${plain ?? '""'}'`);
    }
    const test: Test = term === undefined ? regularExpression(regex as string) : (message) => message.includes(term);
    if (sign === "?") optional.push(test);
    else if (sign === "-") tests.push((message) => !test(message));
    else {
      tests.push(test);
      if (term !== undefined) required.push(term);
    }
  }
  const literal = required.sort((a, b) => b.length - a.length)[0];
  const matches: Test =
    tests.length === 0
      ? (message) => optional.some((test) => test(message))
      : tests.length === 1
        ? (tests[0] as Test)
        : (message) => tests.every((test) => test(message));
  return { matches, extract: () => ({}), field: () => undefined, ...(literal ? { literal } : {}) };
}
