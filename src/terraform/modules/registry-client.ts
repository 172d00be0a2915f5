/** The module registry protocol: which versions there are, and where one can be downloaded. */
import type { RegistrySource } from "../config/module-source.ts";
import type { Network } from "./network.ts";

/** The registry does not know the module. */
export class ModuleNotFound extends Error {}

export class RegistryError extends Error {}

export class RegistryClient {
  readonly #network: Network;
  readonly #services = new Map<string, Promise<string>>();
  readonly #versions = new Map<string, Promise<readonly string[]>>();

  constructor(network: Network) {
    this.#network = network;
  }

  /** All published versions, in the registry's order. */
  versions(source: RegistrySource): Promise<readonly string[]> {
    const key = packageName(source);
    let versions = this.#versions.get(key);
    if (!versions) this.#versions.set(key, (versions = this.#readVersions(source)));
    return versions;
  }

  async #readVersions(source: RegistrySource): Promise<readonly string[]> {
    const base = await this.#service(source.hostname);
    const response = await this.#get(new URL(`${modulePath(source)}/versions`, base));
    if (response.status === 404) throw new ModuleNotFound();
    if (!response.ok) throw new RegistryError(`error looking up module versions: ${statusText(response)}`);
    const { modules } = (await response.json()) as {
      modules?: readonly { versions?: readonly { version: string }[] }[];
    };
    return (modules?.[0]?.versions ?? []).map(({ version }) => version);
  }

  /** The address of the package of a version, as a module source. */
  async location(source: RegistrySource, version: string): Promise<string> {
    const base = await this.#service(source.hostname);
    const url = new URL(`${modulePath(source)}/${version}/download`, base);
    const response = await this.#get(url);
    if (!response.ok) throw new RegistryError(`error getting download location: ${statusText(response)}`);
    const header = response.headers.get("x-terraform-get");
    const text = response.status === 204 ? "" : await response.text();
    const location = header ?? (text === "" ? undefined : (JSON.parse(text) as { location?: string }).location);
    if (!location) throw new RegistryError(`failed to get download URL for "${modulePath(source)}"`);
    return /^\.{0,2}\//.test(location) ? new URL(location, url).href : location;
  }

  /** Service discovery: the base address of the host's module service. */
  #service(hostname: string): Promise<string> {
    let service = this.#services.get(hostname);
    if (!service) this.#services.set(hostname, (service = this.#discover(hostname)));
    return service;
  }

  async #discover(hostname: string): Promise<string> {
    const url = new URL(`https://${hostname}/.well-known/terraform.json`);
    const response = await this.#get(url);
    if (!response.ok) throw new RegistryError(`failed to request discovery document: ${statusText(response)}`);
    const services = (await response.json()) as { "modules.v1"?: string };
    const path = services["modules.v1"];
    if (path === undefined) throw new RegistryError(`host ${hostname} does not provide a Terraform module registry`);
    return new URL(path, url).href;
  }

  async #get(url: URL): Promise<Response> {
    const token = this.#network.environment[`TF_TOKEN_${url.hostname.replaceAll("-", "__").replaceAll(".", "_")}`];
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    try {
      return await this.#network.fetch(url, { headers, signal: this.#network.signal });
    } catch (error) {
      const cause = (error as { cause?: { message?: string } }).cause?.message ?? (error as Error).message;
      throw new RegistryError(`could not connect to ${url.hostname}: ${cause}`);
    }
  }
}

const statusText = ({ status, statusText }: Response): string => `${status} ${statusText}`.trim();

const modulePath = ({ namespace, name, target }: RegistrySource): string => `${namespace}/${name}/${target}`;

/** As messages call the package: without the host when it is the default one. */
export const packageName = (source: RegistrySource): string => `${source.hostname}/${modulePath(source)}`;
