/**
 * Shell patterns as Go's doublestar package has them: `*` and `?` stay within a path segment, `**` crosses segments,
 * `[a-z]` `[^a]` `[!a]` are classes, `{a,b}` alternatives, `\` quotes.
 */
export class PatternError extends Error {}

const compiled = new Map<string, RegExp>();

/** Whether the whole path matches; throws PatternError for a pattern that is not well formed. */
export function matchesPattern(pattern: string, path: string): boolean {
  let expression = compiled.get(pattern);
  if (!expression) {
    expression = new RegExp(`^${translate(pattern)}$`, "su");
    compiled.set(pattern, expression);
  }
  return expression.test(path);
}

function translate(pattern: string): string {
  const characters = Array.from(pattern);
  let at = 0;
  return alternatives(false);

  function alternatives(inBraces: boolean): string {
    let out = "";
    const branches: string[] = [];
    while (at < characters.length) {
      const c = characters[at] as string;
      if (inBraces && c === "}") {
        at++;
        branches.push(out);
        return `(?:${branches.join("|")})`;
      }
      if (inBraces && c === ",") {
        at++;
        branches.push(out);
        out = "";
        continue;
      }
      out += part(c);
    }
    if (inBraces) throw new PatternError("syntax error in pattern");
    return out;
  }

  function part(c: string): string {
    switch (c) {
      case "*":
        return stars();
      case "?":
        at++;
        return "[^/]";
      case "[":
        at++;
        return characterClass();
      case "{":
        at++;
        return alternatives(true);
      case "\\": {
        const quoted = characters[at + 1];
        if (quoted === undefined) throw new PatternError("syntax error in pattern");
        at += 2;
        return literal(quoted);
      }
      default:
        at++;
        return literal(c);
    }
  }

  function stars(): string {
    const startsSegment =
      at === 0 || characters[at - 1] === "/" || characters[at - 1] === "{" || characters[at - 1] === ",";
    let count = 0;
    while (characters[at] === "*") {
      at++;
      count++;
    }
    const next = characters[at];
    const endsSegment = next === undefined || next === "/" || next === "}" || next === ",";
    if (count !== 2 || !startsSegment || !endsSegment) return "[^/]*";
    if (next !== "/") return ".*";
    at++;
    return "(?:.*/)?";
  }

  function characterClass(): string {
    const negated = characters[at] === "^" || characters[at] === "!";
    if (negated) at++;
    let body = "";
    for (let first = true; ; first = false) {
      const from = classCharacter();
      if (from === "]" && !first && characters[at - 1] === "]") break;
      if (characters[at] === "-" && characters[at + 1] !== "]") {
        at++;
        const to = classCharacter();
        if ((to.codePointAt(0) as number) < (from.codePointAt(0) as number)) continue;
        body += `${inClass(from)}-${inClass(to)}`;
      } else body += inClass(from);
    }
    return `[${negated ? "^/" : ""}${body}]`;
  }

  function classCharacter(): string {
    if (characters[at] === "\\") at++;
    const c = characters[at];
    if (c === undefined) throw new PatternError("syntax error in pattern");
    at++;
    return c;
  }
}

const literal = (c: string): string => c.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
const inClass = (c: string): string => c.replace(/[\\^[\]-]/gu, "\\$&");
