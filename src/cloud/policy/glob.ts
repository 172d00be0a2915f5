/**
 * Patterns of policy documents: `*` for any run of characters, `?` for one, and policy variables such as
 * `${aws:username}`, whose values count literally.
 */

/** Values of the request's context keys, by lower-case key. */
export type ContextValues = ReadonlyMap<string, readonly string[]>;

const compiled = new Map<string, RegExp>();
const COMPILED_LIMIT = 2000;

/** Whether the text matches a pattern that has no variables left to resolve. */
export function matchesGlob(pattern: string, text: string, ignoreCase = false): boolean {
  if (pattern === "*") return true;
  if (!/[*?]/.test(pattern)) {
    return ignoreCase ? pattern.toLowerCase() === text.toLowerCase() : pattern === text;
  }
  return toRegExp(pattern, ignoreCase).test(text);
}

function toRegExp(pattern: string, ignoreCase: boolean): RegExp {
  const key = ignoreCase ? `i${pattern}` : `c${pattern}`;
  let expression = compiled.get(key);
  if (!expression) {
    expression = new RegExp(`^${globSource(pattern)}$`, ignoreCase ? "is" : "s");
    if (compiled.size >= COMPILED_LIMIT) compiled.clear();
    compiled.set(key, expression);
  }
  return expression;
}

function globSource(pattern: string): string {
  return pattern
    .replace(/[\\^$.|+()[\]{}]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
}

const VARIABLE = /\$\{([^}]*)\}/g;

/**
 * Whether the text matches a pattern with policy variables. A variable without a value and without a default makes
 * the pattern match nothing. `${*}`, `${?}` and `${$}` stand for the characters themselves.
 */
export function matchesVariableGlob(pattern: string, text: string, context: ContextValues): boolean {
  if (!pattern.includes("${")) return matchesGlob(pattern, text);
  let source = "";
  let end = 0;
  for (const match of pattern.matchAll(VARIABLE)) {
    const value = variableValue(match[1] ?? "", context);
    if (value === undefined) return false;
    source += globSource(pattern.slice(end, match.index)) + literalSource(value);
    end = match.index + match[0].length;
  }
  source += globSource(pattern.slice(end));
  return new RegExp(`^${source}$`, "s").test(text);
}

function literalSource(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");
}

/** Replaces policy variables by their values; undefined when one has none. */
export function resolveVariables(text: string, context: ContextValues): string | undefined {
  let missing = false;
  const resolved = text.replace(VARIABLE, (_, name: string) => {
    const value = variableValue(name, context);
    if (value === undefined) missing = true;
    return value ?? "";
  });
  return missing ? undefined : resolved;
}

/** Names of the context keys that a text's variables ask for. */
export function variableKeys(text: string): string[] {
  return [...text.matchAll(VARIABLE)]
    .map((match) => (match[1] ?? "").split(",")[0]?.trim() ?? "")
    .filter((name) => name.includes(":"));
}

function variableValue(expression: string, context: ContextValues): string | undefined {
  if (expression === "*" || expression === "?" || expression === "$") return expression;
  const [name = "", fallback] = expression.split(/,(.*)/s).map((part) => part.trim());
  const values = context.get(name.toLowerCase());
  if (values?.length === 1) return values[0];
  return fallback === undefined ? undefined : fallback.replace(/^'(.*)'$/s, "$1");
}
