/** The context an operation gets, for calls over HTTP and from inside alike. */
import type { Clock } from "../cloud/clock.ts";
import type { Cloud } from "../cloud/cloud.ts";
import type { EventBus } from "../cloud/event-bus.ts";
import type { CallOptions, OperationContext, Principal } from "../cloud/operation.ts";
import { partitionOf } from "../cloud/regions.ts";
import type { Store } from "../store/store.ts";

/** Who calls and from where. */
export interface Caller {
  readonly account: string;
  readonly principal: Principal;
}

const NO_HEADERS: Readonly<Record<string, string>> = {};

export class CallContext implements OperationContext {
  readonly account: string;
  readonly principal: Principal;
  readonly region: string;
  readonly requestId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly #cloud: Cloud;
  readonly #service: string;
  #abort: AbortController | undefined;
  #signal: AbortSignal | undefined;

  constructor(
    cloud: Cloud,
    service: string,
    caller: Caller,
    region: string,
    requestId: string,
    headers: Readonly<Record<string, string>> = NO_HEADERS,
    signal?: AbortSignal,
  ) {
    this.#cloud = cloud;
    this.account = caller.account;
    this.principal = caller.principal;
    this.region = region;
    this.requestId = requestId;
    this.headers = headers;
    this.#service = service;
    this.#signal = signal;
  }

  get cloud(): Cloud {
    return this.#cloud;
  }

  get store(): Store {
    return this.#cloud.store;
  }

  get clock(): Clock {
    return this.#cloud.clock;
  }

  get bus(): EventBus {
    return this.#cloud.bus;
  }

  get endpoint(): string {
    return this.#cloud.endpoint;
  }

  get partition(): string {
    return partitionOf(this.region);
  }

  /** Few operations ask for it, so it is made when one does. */
  get signal(): AbortSignal {
    if (this.#signal === undefined) {
      this.#abort = new AbortController();
      this.#signal = this.#abort.signal;
    }
    return this.#signal;
  }

  /** The client has gone, or the server stops. */
  abort(): void {
    if (this.#signal === undefined) this.#signal = AbortSignal.abort();
    else this.#abort?.abort();
  }

  call(service: string, operation: string, input: object, options: CallOptions = {}): Promise<Record<string, unknown>> {
    const name = `${this.#service}.amazonaws.com`;
    return this.#cloud.call(service, operation, input, {
      account: this.account,
      region: this.region,
      principal: { type: "service", arn: name, userId: name },
      ...options,
    });
  }
}
