/** The services of one cloud: loaded on demand or with it, started once, stopped together. */
import type { Cloud } from "../cloud/cloud.ts";
import type { Endpoint, Service } from "../cloud/service.ts";
import type { ServiceEntry } from "../services/registry.ts";

type Stop = () => void | Promise<void>;

export class RunningServices {
  readonly #registry: Readonly<Record<string, ServiceEntry>>;
  readonly #cloud: Cloud;
  readonly #onError: (error: unknown) => void;
  readonly #loading = new Map<string, Promise<Service>>();
  readonly #running = new Map<string, Service>();
  readonly #stops: Stop[] = [];
  #eager: Promise<void> | undefined;

  constructor(registry: Readonly<Record<string, ServiceEntry>>, cloud: Cloud, onError: (error: unknown) => void) {
    this.#registry = registry;
    this.#cloud = cloud;
    this.#onError = onError;
  }

  get names(): readonly string[] {
    return Object.keys(this.#registry);
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#registry, name);
  }

  /** The service when it runs already, so that a request need not wait for a promise. */
  running(name: string): Service | undefined {
    return this.#running.get(name);
  }

  /** Loads and starts a service, and before it those that run with the cloud. */
  async start(name: string): Promise<Service> {
    await this.startEager();
    return this.#start(name);
  }

  /** A service that fails to start fails its own calls only. */
  startEager(): Promise<void> {
    this.#eager ??= Promise.all(
      Object.entries(this.#registry)
        .filter(([, entry]) => entry.eager || this.#hasWork(entry))
        .map(([name]) => this.#start(name).catch(this.#onError)),
    ).then(() => undefined);
    return this.#eager;
  }

  #hasWork({ resumes }: ServiceEntry): boolean {
    return resumes !== undefined && !this.#cloud.store.range({ prefix: resumes, limit: 1 }).next().done;
  }

  #start(name: string): Promise<Service> {
    let loading = this.#loading.get(name);
    if (loading === undefined) {
      loading = this.#load(name);
      this.#loading.set(name, loading);
    }
    return loading;
  }

  async #load(name: string): Promise<Service> {
    const service = await (this.#registry[name] as ServiceEntry).load();
    const stop = await service.start?.(this.#cloud);
    if (stop !== undefined) this.#stops.push(stop);
    this.#running.set(name, service);
    return service;
  }

  *endpoints(): Generator<readonly [service: string, endpoint: Endpoint]> {
    for (const service of this.#running.values()) {
      for (const endpoint of service.endpoints ?? []) yield [service.name, endpoint];
    }
  }

  /** Afterwards the services may be started anew. */
  async stop(): Promise<void> {
    await this.#eager;
    await Promise.allSettled(this.#loading.values());
    const stops = this.#stops.splice(0).reverse();
    for (const stop of stops) await Promise.resolve(stop()).catch(this.#onError);
    this.#loading.clear();
    this.#running.clear();
    this.#eager = undefined;
  }
}
