/** Gets a module package to a local folder: from git, from an archive over HTTP, or from another folder. */
import { cpSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { detectRemote } from "../config/remote-source.ts";
import { fetchArchive } from "./fetch-archive.ts";
import { fetchGit } from "./fetch-git.ts";
import { FetchError, type Network } from "./network.ts";

/** `address` has the way of getting it in front, as `RemoteSource.packageAddress` has. */
export async function fetchPackage(address: string, target: string, network: Network): Promise<void> {
  const [, getter = "", rest = address] = /^([A-Za-z0-9]+)::(.+)$/.exec(address) ?? [];
  mkdirSync(dirname(target), { recursive: true });
  if (getter === "git" || (getter === "" && rest.startsWith("ssh:"))) return fetchGit(rest, target, network);
  if (rest.startsWith("file://")) return copyFolder(rest, target);
  if ((getter === "" || getter === "http" || getter === "https") && /^https?:/.test(rest)) {
    return fetchHttp(rest, target, network);
  }
  throw new FetchError(`download not supported for scheme '${getter || new URL(rest).protocol.replace(":", "")}'`);
}

function copyFolder(url: string, target: string): void {
  const source = fileURLToPath(url);
  try {
    statSync(source);
  } catch {
    throw new FetchError(`error downloading '${url}': source path error: stat ${source}: no such file or directory`);
  }
  cpSync(source, target, { recursive: true, dereference: false });
}

/** A URL is an archive, or a page that says in a header where the package really is. */
async function fetchHttp(url: string, target: string, network: Network): Promise<void> {
  const parsed = new URL(url);
  const kind = parsed.searchParams.get("archive") ?? archiveKind(parsed.pathname);
  parsed.searchParams.delete("archive");
  if (kind && kind !== "false") return fetchArchive(parsed.href, kind, target, network);
  parsed.searchParams.set("terraform-get", "1");
  const response = await network.fetch(parsed, { signal: network.signal });
  if (!response.ok) throw new FetchError(`error downloading '${url}': bad response code: ${response.status}`);
  const location = response.headers.get("x-terraform-get") ?? metaLocation(await response.text());
  if (!location) throw new FetchError(`error downloading '${url}': no source URL was returned`);
  const found = detectRemote(location);
  if (!("source" in found) || found.source.kind !== "remote") {
    throw new FetchError(`error downloading '${url}': no source URL was returned`);
  }
  await fetchPackage(found.source.packageAddress, target, network);
}

const metaLocation = (html: string): string | undefined =>
  /<meta\s+name="terraform-get"\s+content="([^"]+)"/i.exec(html)?.[1];

function archiveKind(path: string): string | undefined {
  return ["zip", "tar.gz", "tgz", "tar.bz2", "tbz2", "tar.xz", "txz", "tar"].find((kind) => path.endsWith(`.${kind}`));
}
