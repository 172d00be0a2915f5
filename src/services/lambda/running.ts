/** What of Lambda lives in memory while a cloud runs: its runtime, its queue of asynchronous events, its pollers. */
import type { Cloud } from "../../cloud/cloud.ts";
import type { FunctionVersion, LogEvent } from "../../runtime/function-version.ts";
import { LambdaRuntime } from "../../runtime/lambda-runtime.ts";
import { AsyncQueue } from "./async/queue.ts";
import { lambdaDirectory } from "./code-store.ts";
import { Concurrency } from "./concurrency.ts";
import { DurableExecutions } from "./durable/durable-executions.ts";
import type { MappingRecord, ProvisionedRecord, VersionRecord } from "./entities.ts";
import { versionBehind } from "./functions.ts";
import { prefixOf } from "./keys.ts";
import { Pollers } from "./mappings/pollers.ts";
import { recordsAt } from "./records.ts";
import { targetsChanged } from "./settled-targets.ts";
import { functionVersion, versionKeyOf } from "./version-for-runtime.ts";

const clouds = new WeakMap<Cloud, RunningLambda>();

export function startLambda(cloud: Cloud): () => Promise<void> {
  const lambda = new RunningLambda(cloud);
  clouds.set(cloud, lambda);
  lambda.resume();
  return async () => {
    clouds.delete(cloud);
    await lambda.stop();
  };
}

export function running({ cloud }: { readonly cloud: Cloud }): RunningLambda {
  const lambda = clouds.get(cloud);
  if (!lambda) throw new Error("Lambda was called before its service started");
  return lambda;
}

export class RunningLambda {
  readonly cloud: Cloud;
  readonly runtime: LambdaRuntime;
  readonly concurrency = new Concurrency();
  readonly queue: AsyncQueue;
  readonly pollers: Pollers;
  readonly durable: DurableExecutions;
  /** The versions that have been run, by the key their environments go by. */
  readonly #versions = new Map<string, Promise<FunctionVersion>>();
  readonly #prepared = new WeakMap<VersionRecord, FunctionVersion>();

  constructor(cloud: Cloud) {
    this.cloud = cloud;
    this.runtime = new LambdaRuntime({
      directory: lambdaDirectory(cloud),
      writeLog: (version, stream, events) => this.#writeLog(version, stream, events),
      warn: (message) => process.emitWarning(message),
      debugPorts: debugPorts(process.env["TERRARIUM_LAMBDA_DEBUG"]),
      ...keepAlive(),
    });
    this.queue = new AsyncQueue(this);
    this.pollers = new Pollers(this);
    this.durable = new DurableExecutions(this);
  }

  /** Takes up what an earlier run of the cloud left to be done. */
  resume(): void {
    this.queue.resume();
    this.pollers.resume();
    this.durable.resume();
    // Looking a version up may write it, so the records are a list.
    const records = Array.from(this.cloud.store.range({ prefix: ["lambda"] }));
    for (const { key, value } of records) {
      const [, account = "", region = "", kind, name = "", qualifier = ""] = key as string[];
      if (kind === "version") this.functionCreated(value as VersionRecord);
      if (kind !== "provisioned") continue;
      const version = versionBehind(this.cloud, { account, region, name, qualifier });
      if (version) this.provision(version, (value as ProvisionedRecord).requested);
    }
  }

  async stop(): Promise<void> {
    await this.pollers.stop();
    await this.queue.stop();
    this.durable.stop();
    // The store may be emptied before anything runs again.
    targetsChanged(this.cloud.store);
    await this.runtime.close();
  }

  functionCreated({ configuration }: VersionRecord): void {
    if (configuration.Runtime !== undefined) this.runtime.warm(configuration.Runtime);
  }

  /** Environments that run something older take no more work. */
  versionChanged(record: VersionRecord): void {
    this.#retire(record);
    this.functionCreated(record);
  }

  versionDeleted(record: VersionRecord): void {
    this.#retire(record);
  }

  /** Keeps that many environments of a version initialized. */
  provision(record: VersionRecord, count: number): void {
    this.#retire(record);
    if (count === 0) return;
    this.version(record)
      .then((version) => this.runtime.provision(version, Math.min(count, MOST_PROVISIONED)))
      .catch((error: Error) => process.emitWarning(error));
  }

  mappingChanged(mapping: MappingRecord): void {
    this.pollers.changed(mapping);
  }

  /** The same without waiting, once it is known. */
  prepared(record: VersionRecord): FunctionVersion | undefined {
    return this.#prepared.get(record);
  }

  /** The version as the runtime takes it. */
  version(record: VersionRecord): Promise<FunctionVersion> {
    const key = versionKeyOf(record);
    let version = this.#versions.get(key);
    if (!version) {
      version = functionVersion(this.cloud, record);
      this.#versions.set(key, version);
      version.catch(() => this.#versions.delete(key));
    }
    void version.then(
      (known) => this.#prepared.set(record, known),
      () => undefined,
    );
    return version;
  }

  mappings(): MappingRecord[] {
    const places = new Set<string>();
    for (const { key } of this.cloud.store.range({ prefix: ["lambda"] }))
      places.add(`${String(key[1])} ${String(key[2])}`);
    return [...places].flatMap((place) => {
      const [account = "", region = ""] = place.split(" ");
      return recordsAt<MappingRecord>(this.cloud, prefixOf({ account, region }, "mapping"));
    });
  }

  #retire(record: VersionRecord): void {
    const prefix = versionKeyOf(record, "");
    for (const key of this.#versions.keys()) {
      if (!key.startsWith(prefix)) continue;
      this.#versions.delete(key);
      this.runtime.retire(key);
    }
  }

  #writeLog(version: FunctionVersion, stream: string, events: readonly LogEvent[]): void {
    const { account, region, logging } = version;
    const shift = this.cloud.clock.now() - Date.now();
    this.cloud.bus.publish("logs.write", {
      account,
      region,
      group: logging.group,
      stream,
      events: events.map(({ timestamp, message }) => ({ timestamp: timestamp + shift, message })),
    });
  }
}

/** One machine keeps fewer environments waiting than a fleet does; more start when they are needed. */
const MOST_PROVISIONED = 4;

function keepAlive(): { keepAlive?: number } {
  const given = Number(process.env["LAMBDA_KEEPALIVE_MS"]);
  return Number.isFinite(given) && given > 0 ? { keepAlive: given } : {};
}

/** Functions to be debugged, as `name:port` with commas between. */
function debugPorts(setting: string | undefined): ReadonlyMap<string, number> {
  const entries = (setting ?? "").split(",").map((entry) => entry.trim().split(":"));
  return new Map(entries.flatMap(([name, port]) => (name && Number(port) > 0 ? [[name, Number(port)]] : [])));
}
