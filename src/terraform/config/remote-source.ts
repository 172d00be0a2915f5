/** Addresses of module packages outside of registries, with the shorthands that Terraform understands. */
import type { ParsedModuleSource } from "./module-source.ts";
import { splitSubdirectory } from "./subdirectory.ts";

const MAYBE_RELATIVE = "relative paths require a module with a pwd";

/** Finds out how to get a package: `github.com/a/b` becomes `git::https://github.com/a/b.git`. */
export function detectRemote(text: string): ParsedModuleSource {
  if (text === "") return { error: "invalid source address: " };
  const { packagePart, subdirectory, escapes } = splitSubdirectory(text);
  if (escapes) return { error: `subdirectory path "${subdirectory}" leads outside of the module package` };
  const forced = /^([A-Za-z0-9]+)::(.+)$/.exec(packagePart);
  const rest = forced ? (forced[2] as string) : packagePart;
  const found = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(rest) ? rest : detectShorthand(rest);
  if (typeof found !== "string") {
    return found.error === MAYBE_RELATIVE ? { error: found.error, maybeRelative: true } : found;
  }
  const getter = forced && !found.includes("::") ? `${forced[1]}::` : "";
  const inner = splitSubdirectory(found);
  return {
    source: {
      kind: "remote",
      packageAddress: getter + inner.packagePart,
      subdirectory: [inner.subdirectory, subdirectory].filter((part) => part !== "").join("/"),
    },
  };
}

function detectShorthand(text: string): string | { readonly error: string } {
  const [path = "", query] = text.split(/\?(.*)/s);
  const suffix = query === undefined ? "" : `?${query}`;
  if (path.startsWith("github.com/")) {
    const parts = path.split("/");
    if (parts.length < 3) return { error: "GitHub URLs should be github.com/username/repo" };
    return repository("github.com", parts.slice(1), suffix);
  }
  if (path.startsWith("bitbucket.org/")) {
    const parts = path.split("/");
    if (parts.length < 3) return { error: "BitBucket URLs should be bitbucket.org/username/repo" };
    return repository("bitbucket.org", parts.slice(1), suffix);
  }
  const scp = /^([^@/:\s]+)@([^:/\s]+):(.*)$/.exec(path);
  if (scp) return `git::ssh://${scp[1]}@${scp[2]}/${(scp[3] as string).replace(/^\//, "")}${suffix}`;
  if (path.includes(".amazonaws.com/")) return amazonS3(path, suffix);
  if (path.includes("www.googleapis.com/storage/")) return `gcs::https://${path}${suffix}`;
  if (path.startsWith("/")) return `file://${text}`;
  return { error: MAYBE_RELATIVE };
}

function repository(host: string, [owner, name = "", ...inside]: readonly string[], suffix: string): string {
  const repository = name.endsWith(".git") ? name : `${name}.git`;
  const subdirectory = inside.length > 0 ? `//${inside.join("/")}` : "";
  return `git::https://${host}/${owner}/${repository}${subdirectory}${suffix}`;
}

/** Virtual-hosted bucket addresses are turned into the path form. */
function amazonS3(path: string, suffix: string): string {
  const [host = "", ...key] = path.split("/");
  const labels = host.split(".");
  if (labels.length === 4 && !host.startsWith("s3")) {
    const [bucket, region, ...domain] = labels;
    return `s3::https://${region}.${domain.join(".")}/${bucket}/${key.join("/")}${suffix}`;
  }
  return `s3::https://${path}${suffix}`;
}
