/** One provider block once configured: where it works, as whom, and with which tags. */
import { randomUUID } from "node:crypto";
import type { Cloud } from "../../../cloud/cloud.ts";
import type { Creation } from "../../../cloud/creation.ts";
import type { Recording } from "../../../cloud/recording.ts";
import type { Value } from "../../../terraform/lang/value.ts";
import type { ProviderDiagnostic, ProviderHost, ProviderInstance } from "../../../terraform/provider.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import type { Aws } from "./aws.ts";
import { CallError } from "./call-error.ts";
import { uniqueName } from "./names.ts";
import { type PlainObject, toPlain } from "./plain.ts";
import { readSettings, type Settings } from "./settings.ts";
import { validateSettings } from "./validate-settings.ts";

/** How long an object may take to become what was asked for, in the cloud's time. */
const PATIENCE = 10 * 60_000;

/** Most of what the cloud makes ready it has ready within 50 ms; what takes longer takes much longer. */
const pauseAfter = (attempts: number): number => (attempts <= 10 ? 10 : 100);

/** The real provider asks again for minutes; where nothing else is being made, nothing will change. */
const PATIENCE_ALONE = 1000;

export class AwsInstance implements ProviderInstance, Aws {
  readonly #host: ProviderHost;
  #settings: Settings;
  /** How many objects are being changed, and how many of these wait for another. */
  readonly #busy: { changing: number; waiting: number };
  /** What is made with this instance takes down its steps. */
  readonly #creation: Creation | undefined;
  /** What is read with this instance is recorded. */
  readonly #recording: Recording | undefined;

  constructor(
    host: ProviderHost,
    settings?: Settings,
    busy = { changing: 0, waiting: 0 },
    creation?: Creation,
    recording?: Recording,
  ) {
    this.#host = host;
    this.#settings = settings ?? readSettings({}, host.environment);
    this.#busy = busy;
    this.#creation = creation;
    this.#recording = recording;
  }

  /** The same for the making of one object. */
  creating(creation: Creation): AwsInstance {
    return new AwsInstance(this.#host, this.#settings, this.#busy, creation);
  }

  /** The same for the reading of one object. */
  recorded(recording: Recording): AwsInstance {
    return new AwsInstance(this.#host, this.#settings, this.#busy, undefined, recording);
  }

  /** Reads nothing that is known, because it is done for practice. */
  get isRehearsal() {
    return this.#host.isRehearsal;
  }

  get settings() {
    return this.#settings;
  }

  /** Goes on as an instance was configured that is no more. */
  restore(settings: Settings): void {
    this.#settings = settings;
  }

  async validateConfig(config: Value): Promise<readonly ProviderDiagnostic[]> {
    return validateSettings(toPlain(config) as PlainObject);
  }

  async configure(config: Value): Promise<readonly ProviderDiagnostic[]> {
    this.#settings = readSettings(toPlain(config) as PlainObject, this.#host.environment);
    return this.#settings.diagnostics;
  }

  get region() {
    return this.#settings.region;
  }
  get account() {
    return this.#settings.account;
  }
  get partition() {
    return this.#settings.partition;
  }
  get tags() {
    return this.#settings.tags;
  }
  get directory() {
    return this.#host.directory;
  }
  /** Whoever wants it waits for something besides the cloud. */
  get signal() {
    this.#recording?.spoil();
    return this.#host.signal;
  }

  cloud(): Promise<Cloud> {
    this.#recording?.spoil();
    return this.#host.cloud();
  }

  readonly call = this.#caller(() => this.region);

  inRegion(region: string): Pick<Aws, "call"> {
    return { call: this.#caller(() => region) };
  }

  #caller(region: () => string): Aws["call"] {
    const call = async (service: string, operation: string, input: object): Promise<object> => {
      const cloud = await this.#host.cloud();
      const given = withoutUndefined(input) as object;
      const recording = this.#recording && { recording: this.#recording };
      const options = { account: this.account, region: region(), signal: this.#host.signal, ...recording };
      try {
        return await (this.#creation
          ? this.#creation.call(cloud, service, operation, given, options)
          : cloud.call(service, operation, given, options));
      } catch (error) {
        if (error instanceof ServiceException) throw new CallError(service, operation, error, randomUUID());
        throw error;
      }
    };
    return call as unknown as Aws["call"];
  }

  uniqueName(prefix: string): string {
    return this.#creation ? this.#creation.name(() => uniqueName(prefix)) : uniqueName(prefix);
  }

  async until<Answer>(what: string, ask: () => Promise<Answer | undefined>): Promise<Answer> {
    const { clock } = await this.#host.cloud();
    const deadline = clock.now() + PATIENCE;
    for (let attempts = 1; ; attempts++) {
      const answer = await ask();
      if (answer !== undefined) return answer;
      if (clock.now() >= deadline) throw new Error(`timeout while waiting for ${what}`);
      await clock.sleep(pauseAfter(attempts), this.signal);
    }
  }

  /** Runs the change of an object. */
  async changing<Result>(run: () => Promise<Result>): Promise<Result> {
    this.#busy.changing += 1;
    try {
      return await run();
    } finally {
      this.#busy.changing -= 1;
    }
  }

  async beside<Answer>(tooEarly: (error: unknown) => boolean, ask: () => Promise<Answer>): Promise<Answer> {
    const { clock } = await this.#host.cloud();
    const begun = clock.now();
    this.#busy.waiting += 1;
    try {
      for (let attempts = 1; ; attempts++) {
        try {
          return await ask();
        } catch (error) {
          const patience = this.#busy.changing > this.#busy.waiting ? PATIENCE : PATIENCE_ALONE;
          if (!tooEarly(error) || clock.now() - begun >= patience) throw error;
        }
        await clock.sleep(pauseAfter(attempts), this.signal);
      }
    } finally {
      this.#busy.waiting -= 1;
    }
  }
}

/** As a request over the wire would be: what is not given is not there. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name, withoutUndefined(member)]),
  );
}

export function configurationOf(provider: ProviderInstance): AwsInstance {
  if (!(provider instanceof AwsInstance)) throw new TypeError("Not an aws provider");
  return provider;
}
