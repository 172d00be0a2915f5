/** Addresses of providers: source addresses, local names, and configurations in a module. */
import { type ModulePath, printModulePath } from "./module.ts";

export const DEFAULT_REGISTRY = "registry.terraform.io";
export const BUILTIN_HOST = "terraform.io";

/** A provider wherever it comes from, such as registry.terraform.io/hashicorp/aws. */
export interface ProviderSource {
  readonly hostname: string;
  readonly namespace: string;
  readonly type: string;
}

/** How a module names one configuration of a provider: `aws`, `aws.east`. */
export interface LocalProviderConfig {
  readonly localName: string;
  readonly alias?: string | undefined;
}

/** One provider configuration of the whole configuration. */
export interface ProviderConfigAddress {
  readonly module: ModulePath;
  readonly provider: ProviderSource;
  readonly alias?: string | undefined;
}

/** Full form, as state files and lock files have it. */
export const printProviderSource = ({ hostname, namespace, type }: ProviderSource): string =>
  `${hostname}/${namespace}/${type}`;

/** Short form of messages: the default registry is left out. */
export const displayProviderSource = (source: ProviderSource): string =>
  source.hostname === DEFAULT_REGISTRY ? `${source.namespace}/${source.type}` : printProviderSource(source);

export const printLocalProviderConfig = ({ localName, alias }: LocalProviderConfig): string =>
  alias === undefined ? `provider.${localName}` : `provider.${localName}.${alias}`;

/** The key under which a module holds a configuration: `aws` or `aws.east`. */
export const localProviderKey = ({ localName, alias }: LocalProviderConfig): string =>
  alias === undefined ? localName : `${localName}.${alias}`;

/** `provider["registry.terraform.io/hashicorp/aws"].east`, with `module.a.` in front inside a module. */
export function printProviderConfig({ module, provider, alias }: ProviderConfigAddress): string {
  const path = module.length === 0 ? "" : `${printModulePath(module)}.`;
  return `${path}provider["${printProviderSource(provider)}"]${alias === undefined ? "" : `.${alias}`}`;
}

export const sameProviderSource = (a: ProviderSource, b: ProviderSource): boolean =>
  a.type === b.type && a.namespace === b.namespace && a.hostname === b.hostname;

/** What a provider's bare name means: hashicorp's, except the one that is built into Terraform. */
export const impliedProvider = (type: string): ProviderSource =>
  type === "terraform" ? { hostname: BUILTIN_HOST, namespace: "builtin", type } : defaultProvider(type);

/** What a bare name means in `providers` of a module call, where `terraform` is a name like others. */
export const defaultProvider = (type: string): ProviderSource => ({
  hostname: DEFAULT_REGISTRY,
  namespace: "hashicorp",
  type,
});

/** The provider a resource type belongs to unless its block says otherwise: `aws` for `aws_lambda_function`. */
export function impliedProviderName(resourceType: string): string {
  const underscore = resourceType.indexOf("_");
  return underscore === -1 ? resourceType : resourceType.slice(0, underscore);
}
