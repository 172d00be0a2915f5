/** The rule of a composite alarm: `ALARM("a") AND NOT (OK(b) OR INSUFFICIENT_DATA(c))`, TRUE or FALSE. */
import type { StateValue } from "@aws-sdk/client-cloudwatch";
import { ServiceException } from "../../wire/service-exception.ts";

export interface AlarmRule {
  /** Names of the alarms that the rule asks for. */
  readonly names: readonly string[];
  holds(stateOf: (name: string) => StateValue | undefined): boolean;
}

type Test = (stateOf: (name: string) => StateValue | undefined) => boolean;

const TOKEN = /\s*(?:"((?:[^"\\]|\\.)*)"|([()])|([^\s()"]+))/y;

const invalid = (): ServiceException => new ServiceException("ValidationError", "Error in AlarmRule");

export function compileRule(text: string): AlarmRule {
  const tokens = [...tokensOf(text)];
  const names: string[] = [];
  let at = 0;
  const takes = (word: string): boolean => {
    if (tokens[at]?.toUpperCase() !== word) return false;
    at++;
    return true;
  };
  const either = (): Test => {
    const parts = [both()];
    while (takes("OR")) parts.push(both());
    return (stateOf) => parts.some((part) => part(stateOf));
  };
  const both = (): Test => {
    const parts = [one()];
    while (takes("AND")) parts.push(one());
    return (stateOf) => parts.every((part) => part(stateOf));
  };
  const one = (): Test => {
    if (takes("NOT")) {
      const inner = one();
      return (stateOf) => !inner(stateOf);
    }
    if (takes("(")) {
      const inner = either();
      if (!takes(")")) throw invalid();
      return inner;
    }
    if (takes("TRUE")) return () => true;
    if (takes("FALSE")) return () => false;
    const state = tokens[at++];
    if (state !== "ALARM" && state !== "OK" && state !== "INSUFFICIENT_DATA") throw invalid();
    if (!takes("(")) throw invalid();
    const name = (tokens[at++] ?? "").replace(/^arn:[^:]+:cloudwatch:[^:]*:[^:]*:alarm:/, "");
    if (name === "" || !takes(")")) throw invalid();
    names.push(name);
    return (stateOf) => stateOf(name) === state;
  };
  const holds = either();
  if (at < tokens.length) throw invalid();
  return { names, holds };
}

function* tokensOf(text: string): Generator<string> {
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text);
    if (!match) throw invalid();
    const [, quoted, bracket, word] = match;
    yield quoted?.replace(/\\(.)/g, "$1") ?? bracket ?? (word as string);
  }
}
