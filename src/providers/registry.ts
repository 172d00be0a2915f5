/** Every provider that is built in, by source address: one line each, loaded when a configuration asks for it. */
import type { ProviderType } from "../terraform/provider.ts";

export interface NamedType {
  readonly mode: "managed" | "data" | "ephemeral";
  readonly type: string;
}

/** Tells apart what configurations name. */
export const namesOf = (named: readonly NamedType[]): string =>
  [...new Set(named.map(({ mode, type }) => `${mode} ${type}`))].sort().join();

const PROVIDERS: Readonly<Record<string, () => Promise<ProviderType>>> = {
  "registry.terraform.io/hashicorp/aws": async () => (await import("./aws/provider.ts")).awsProvider,
  "registry.terraform.io/hashicorp/archive": async () => (await import("./archive/provider.ts")).archiveProvider,
  "registry.terraform.io/hashicorp/random": async () => (await import("./random/provider.ts")).randomProvider,
  "registry.terraform.io/hashicorp/null": async () => (await import("./null/provider.ts")).nullProvider,
  "registry.terraform.io/hashicorp/local": async () => (await import("./local/provider.ts")).localProvider,
  "registry.terraform.io/hashicorp/external": async () => (await import("./external/provider.ts")).externalProvider,
  "registry.terraform.io/hashicorp/time": async () => (await import("./time/provider.ts")).timeProvider,
  "registry.terraform.io/hashicorp/http": async () => (await import("./http/provider.ts")).httpProvider,
  "registry.terraform.io/hashicorp/tls": async () => (await import("./tls/provider.ts")).tlsProvider,
  "terraform.io/builtin/terraform": async () => (await import("./terraform/provider.ts")).terraformProvider,
};

/** By major release, for configurations that do not admit the release above. */
const LATER_RELEASES: Readonly<Record<string, () => Promise<(type: ProviderType) => ProviderType>>> = {
  "registry.terraform.io/hashicorp/aws 6": async () => (await import("./aws/later-release.ts")).laterRelease,
};

/** Providers whose resources live in the cloud: a folder that uses one needs the server. */
export const CLOUD_PROVIDERS: ReadonlySet<string> = new Set(["registry.terraform.io/hashicorp/aws"]);

/** The built-in provider of that source address, or undefined where there is none. */
export async function providerType(source: string): Promise<ProviderType | undefined> {
  return PROVIDERS[source]?.();
}

/** The provider with what a later major release adds, where that is known. */
export async function laterRelease(type: ProviderType, major: number | undefined): Promise<ProviderType> {
  const later = major === undefined ? undefined : await LATER_RELEASES[`${type.source} ${major}`]?.();
  return later ? later(type) : type;
}

/** With the types that a configuration names and the provider knows without serving them. */
export async function withNamedTypes(type: ProviderType, named: readonly NamedType[]): Promise<ProviderType> {
  const isLacking = ({ mode, type: name }: NamedType): boolean =>
    (mode === "managed" && !type.resources.has(name)) || (mode === "data" && !type.dataSources.has(name));
  const lacking = type.source === "registry.terraform.io/hashicorp/aws" ? named.filter(isLacking) : [];
  return lacking.length === 0 ? type : (await import("./aws/unserved.ts")).withUnserved(type, lacking);
}

/** Source addresses of all built-in providers. */
export const builtInProviders = (): readonly string[] => Object.keys(PROVIDERS);
