/** File patterns as `fileset` understands them: `*`, `?`, `**`, `{a,b}`, `[a-z]`; `/` only matches itself. */

export class GlobSyntaxError extends Error {}

/** A test for whole relative paths. Throws GlobSyntaxError. */
export function matchGlob(pattern: string): (name: string) => boolean {
  const regex = new RegExp(`^${translate(pattern)}$`, "su");
  return (name) => regex.test(name);
}

const escape = (char: string): string => char.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

function translate(pattern: string): string {
  let result = "";
  let depth = 0;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] as string;
    if (pattern.startsWith("**/", at) && (at === 0 || pattern[at - 1] === "/")) {
      result += "(?:[^/]+/)*";
      at += 2;
    } else if (char === "*") {
      if (pattern.startsWith("**", at) && (at === 0 || pattern[at - 1] === "/") && at + 2 === pattern.length) {
        result += ".*";
        at++;
      } else result += "[^/]*";
    } else if (char === "?") result += "[^/]";
    else if (char === "[") {
      const { text, end } = characterClass(pattern, at);
      result += text;
      at = end;
    } else if (char === "{") {
      depth++;
      result += "(?:";
    } else if (char === "}" && depth > 0) {
      depth--;
      result += ")";
    } else if (char === "," && depth > 0) result += "|";
    else if (char === "\\") {
      at++;
      if (at >= pattern.length) throw new GlobSyntaxError("trailing backslash");
      result += escape(pattern[at] as string);
    } else result += escape(char);
  }
  if (depth > 0) throw new GlobSyntaxError("unclosed brace");
  return result;
}

function characterClass(pattern: string, start: number): { readonly text: string; readonly end: number } {
  let at = start + 1;
  let text = "[";
  // Only "^" turns a class round.
  if (pattern[at] === "^") {
    text += "^/";
    at++;
  }
  const first = at;
  for (; at < pattern.length; at++) {
    const char = pattern[at] as string;
    if (char === "]" && at === first) break;
    if (char === "]") return { text: `${text}]`, end: at };
    if (char === "\\") {
      at++;
      text += escape(pattern[at] ?? "");
    } else text += char === "-" ? "-" : escape(char);
  }
  throw new GlobSyntaxError("unclosed character class");
}
