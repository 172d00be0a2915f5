/** The SOURCE command: which groups a query reads, by `logGroups(namePrefix: ["/aws/"], class: "STANDARD")`. */
import type { TokenSource } from "./tokens.ts";

export interface QuerySource {
  /** Empty for all groups. */
  readonly prefixes: readonly string[];
  readonly accounts: readonly string[];
  readonly class: string;
}

const PARAMETERS: Readonly<Record<string, keyof QuerySource>> = {
  nameprefix: "prefixes",
  nameprefixes: "prefixes",
  accountidentifier: "accounts",
  accountidentifiers: "accounts",
  class: "class",
  loggroupclass: "class",
};

export function readSource(tokens: TokenSource): QuerySource {
  tokens.expect("loggroups");
  tokens.expect("(");
  const given = new Map<keyof QuerySource, string[]>();
  while (!tokens.takes(")")) {
    const parameter = PARAMETERS[tokens.peek().text.toLowerCase()];
    if (!parameter) throw tokens.unexpected(["namePrefix", "accountIdentifier", "logGroupClass"]);
    tokens.next();
    tokens.expect(":");
    given.set(parameter, values(tokens));
    tokens.takes(",");
  }
  return {
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
