/** Custom domain names by name alone: a request to one names neither account nor region. */
import type { Store } from "../store/store.ts";

export interface DomainHome {
  readonly service: "api-gateway" | "apigatewayv2";
  readonly account: string;
  readonly region: string;
}

const key = (name: string) => ["custom-domain", name.toLowerCase()];

export const saveDomainHome = (store: Store, name: string, { service, account, region }: DomainHome): void =>
  store.put(key(name), { service, account, region });

export const removeDomainHome = (store: Store, name: string): boolean => store.delete(key(name));

/** The home of the domain that a Host header names; with or without a port. */
export const domainHome = (store: Store, host: string): DomainHome | undefined =>
  store.get<DomainHome>(key(domainOf(host)));

export const domainOf = (host: string): string => host.replace(/:\d+$/, "").toLowerCase();

/** The mapping with the longest base path that the request's path begins with, and the path behind it. */
export function mappedPath<Mapping>(
  mappings: readonly Mapping[],
  basePathOf: (mapping: Mapping) => string,
  path: string,
): { readonly mapping: Mapping; readonly path: string } | undefined {
  const sorted = [...mappings].sort((a, b) => basePathOf(b).length - basePathOf(a).length);
  for (const mapping of sorted) {
    const base = basePathOf(mapping);
    if (base === "") return { mapping, path };
    const prefix = `/${base}`;
    if (path === prefix || path.startsWith(`${prefix}/`)) return { mapping, path: path.slice(prefix.length) || "/" };
  }
  return undefined;
}
