import { posix } from "node:path";

/** Takes the folder within the package, after `//`, from an address; a query stays with the package. */
export function splitSubdirectory(text: string): { packagePart: string; subdirectory: string; escapes: boolean } {
  const scheme = text.indexOf("://");
  const at = text.indexOf("//", scheme === -1 ? 0 : scheme + 3);
  if (at === -1) return { packagePart: text, subdirectory: "", escapes: false };
  const query = text.indexOf("?", at);
  const tail = query === -1 ? "" : text.slice(query);
  const given = text.slice(at + 2, query === -1 ? undefined : query);
  const subdirectory = posix.normalize(given).replace(/\/$/, "");
  return {
    packagePart: text.slice(0, at) + tail,
    subdirectory: subdirectory === "." ? "" : subdirectory,
    escapes: subdirectory === ".." || subdirectory.startsWith("../"),
  };
}
