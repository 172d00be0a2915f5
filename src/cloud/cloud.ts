/** The cloud as its users inside the process see it: services, the engine's aws provider, the CLI, tests. */
import type { Store } from "../store/store.ts";
import type { Clock } from "./clock.ts";
import type { EventBus } from "./event-bus.ts";
import type { CallOptions } from "./operation.ts";

export interface Cloud {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: EventBus;
  /** Base URL of the port, such as http://127.0.0.1:4566; empty while nothing listens. */
  readonly endpoint: string;
  /** Folder for this cloud's files that are no key-value data (function code, layers); unique to this cloud. */
  readonly directory: string;
  /**
   * Calls one AWS operation as if its request had been decoded: same validation, authorization and timeline, no
   * socket. Throws ServiceException.
   */
  call(service: string, operation: string, input: object, options?: CallOptions): Promise<Record<string, unknown>>;
}
