/** The SOURCE command: which groups a query reads, by `logGroups(namePrefix: ["/aws/"], class: "STANDARD")` or by name. */
import type { TokenSource } from "./tokens.ts";

export interface QuerySource {
  /** Of the groups themselves; empty where prefixes choose them. */
  readonly names: readonly string[];
  /** Empty for all groups. */
  readonly prefixes: readonly string[];
  readonly accounts: readonly string[];
  readonly class: string;
}

type Parameter = "prefixes" | "accounts" | "class";

const PARAMETERS: Readonly<Record<string, Parameter>> = {
  nameprefix: "prefixes",
  nameprefixes: "prefixes",
  accountidentifier: "accounts",
  accountidentifiers: "accounts",
  class: "class",
  loggroupclass: "class",
};

export function readSource(tokens: TokenSource): QuerySource {
  if (tokens.peek().kind === "string") {
    const names = [tokens.next().text];
    while (tokens.takes(",")) names.push(tokens.next().text);
    return { names, prefixes: [], accounts: [], class: "STANDARD" };
  }
  tokens.expect("loggroups");
  tokens.expect("(");
  const given = new Map<Parameter, string[]>();
  while (!tokens.takes(")")) {
    const parameter = PARAMETERS[tokens.peek().text.toLowerCase()];
    if (!parameter) throw tokens.unexpected(["namePrefix", "accountIdentifier", "logGroupClass"]);
    tokens.next();
    tokens.expect(":");
    given.set(parameter, values(tokens));
    tokens.takes(",");
  }
  return {
    names: [],
    prefixes: given.get("prefixes") ?? [],
    accounts: given.get("accounts") ?? [],
    class: given.get("class")?.[0]?.toUpperCase() ?? "STANDARD",
  };
}

function values(tokens: TokenSource): string[] {
  if (!tokens.takes("[")) return [tokens.next().text];
  const found: string[] = [];
  while (!tokens.takes("]")) {
    found.push(tokens.next().text);
    tokens.takes(",");
  }
  return found;
}
