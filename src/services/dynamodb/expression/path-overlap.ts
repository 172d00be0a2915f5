/** Document paths of one expression must not meet: neither be or contain each other, nor take one place for a map and a list. */
import { type Path, showPath } from "./syntax.ts";

export interface PathClash {
  readonly kind: "overlap" | "conflict";
  readonly message: string;
}

export function findClash(paths: readonly Path[], added: Path): PathClash | undefined {
  for (const path of paths) {
    const kind = clashOf(path, added);
    if (kind === undefined) continue;
    const verb = kind === "overlap" ? "overlap" : "conflict";
    return {
      kind,
      message: `Two document paths ${verb} with each other; must remove or rewrite one of these paths; path one: ${showPath(path)}, path two: ${showPath(added)}`,
    };
  }
  return undefined;
}

function clashOf(one: Path, two: Path): PathClash["kind"] | undefined {
  const shared = Math.min(one.length, two.length);
  for (let i = 0; i < shared; i++) {
    if (typeof one[i] !== typeof two[i]) return "conflict";
    if (one[i] !== two[i]) return undefined;
  }
  return "overlap";
}
