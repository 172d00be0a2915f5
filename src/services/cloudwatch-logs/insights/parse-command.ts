/** `parse [field] "a * b" as x` and `parse [field] /(?<x>…)/`: fields out of a text. */
import type { Expression } from "./expression.ts";
import { type Command, parseText } from "./stages.ts";
import type { TokenSource } from "./tokens.ts";

/** The command behind its name; without a field it reads the message. */
export function readParse(tokens: TokenSource): Command {
  const field = tokens.peek().kind === "name" ? tokens.next().text : "@message";
  const of: Expression = (row) => row.get(field);
  const regex = tokens.regex();
  if (regex) {
    const names = tokens.takes("as") ? fieldNames(tokens) : undefined;
    return parseText(of, (text) => {
      const match = regex.exec(text);
      if (!match) return undefined;
      return names ? groupsOf(match, names) : { ...match.groups };
    });
  }
  const token = tokens.peek();
  if (token.kind !== "string") throw tokens.unexpected(["STRING", "REGEX"]);
  tokens.next();
  tokens.expect("as");
  const names = fieldNames(tokens);
  const glob = globExpression(token.text);
  return parseText(of, (text) => {
    const match = glob.exec(text);
    return match ? groupsOf(match, names) : undefined;
  });
}

function fieldNames(tokens: TokenSource): string[] {
  const names = [tokens.next().text];
  while (tokens.takes(",")) names.push(tokens.next().text);
  return names;
}

const groupsOf = (match: RegExpExecArray, names: readonly string[]): Record<string, string | undefined> =>
  Object.fromEntries(names.map((name, i) => [name, match[i + 1]]));

/** Every `*` is a field; the last one takes the rest when nothing follows it. */
function globExpression(glob: string): RegExp {
  const parts = glob.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  return new RegExp(`${parts.join("(.*?)")}${glob.endsWith("*") ? "$" : ""}`, "s");
}
