import { invalidPattern } from "./pattern.ts";

/** What stands between two `%`. AWS supports a part of the syntax only, which means the same in JavaScript. */
export function regularExpression(source: string): (text: string) => boolean {
  try {
    const expression = new RegExp(source);
    return (text) => expression.test(text);
  } catch {
    throw invalidPattern("Invalid filter pattern: Invalid regular expression");
  }
}
