/**
 * Releases of the providers that are built in. A configuration may pin any of them; the built-in provider then stands
 * in for it, and the lock file notes a release that the constraint admits. Minor releases as the registry lists them.
 */
import type { Version } from "../config/version.ts";
import { meetsTerms, type VersionTerm } from "../config/version-constraint.ts";

/** Major releases with their newest minor release; the newest come first. */
type Releases = readonly (readonly [major: number, minors: number])[];

const RELEASES: Readonly<Record<string, Releases>> = {
  aws: [
    [6, 40],
    [5, 100],
    [4, 67],
    [3, 76],
  ],
  archive: [
    [2, 8],
    [1, 3],
  ],
  random: [
    [3, 9],
    [2, 3],
    [1, 3],
  ],
  null: [
    [3, 3],
    [2, 1],
    [1, 0],
  ],
  local: [
    [2, 9],
    [1, 4],
  ],
  external: [
    [2, 4],
    [1, 2],
  ],
  time: [[0, 14]],
  http: [
    [3, 6],
    [2, 2],
    [1, 2],
  ],
  tls: [
    [4, 2],
    [3, 4],
    [2, 2],
    [1, 2],
  ],
};

const HOME = "registry.terraform.io/hashicorp/";

/** The newest known release that the constraint admits. */
export function admittedRelease(source: string, terms: readonly VersionTerm[]): Version | undefined {
  const releases = (source.startsWith(HOME) && RELEASES[source.slice(HOME.length)]) || [];
  const patches = namedPatches(terms);
  for (const [major, minors] of releases) {
    for (let minor = minors; minor >= 0; minor--) {
      for (const patch of patches) {
        const version = { numbers: [major, minor, patch], prerelease: "", metadata: "" };
        if (meetsTerms(version, terms)) return version;
      }
    }
  }
  return undefined;
}

/** Which patch releases there were is not known; those that a constraint names or excludes by one are believed. */
function namedPatches(terms: readonly VersionTerm[]): readonly number[] {
  const named = terms.flatMap(({ operator, version: { numbers } }) => {
    const [, , patch = 0] = numbers;
    return operator === ">" ? [patch + 1] : [patch];
  });
  return [...new Set([0, ...named])].sort((a, b) => b - a);
}
