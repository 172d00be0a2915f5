import type { Clock } from "../cloud/clock.ts";
import type { Cloud } from "../cloud/cloud.ts";
import type { EventBus } from "../cloud/event-bus.ts";
import type { CallOptions } from "../cloud/operation.ts";
import type { Recording } from "../cloud/recording.ts";
import { CallContext, type Caller } from "./call-context.ts";

/** Of a call whose answer is recorded: an operation that asks for more than the store spoils the recording. */
export class RecordedContext extends CallContext {
  readonly #recording: Recording;

  constructor(
    recording: Recording,
    cloud: Cloud,
    service: string,
    caller: Caller,
    region: string,
    requestId: string,
    signal: AbortSignal | undefined,
  ) {
    super(cloud, service, caller, region, requestId, undefined, signal);
    this.#recording = recording;
  }

  override get cloud(): Cloud {
    this.#recording.spoil();
    return super.cloud;
  }

  override get clock(): Clock {
    this.#recording.spoil();
    return super.clock;
  }

  override get bus(): EventBus {
    this.#recording.spoil();
    return super.bus;
  }

  override call(
    service: string,
    operation: string,
    input: object,
    options?: CallOptions,
  ): Promise<Record<string, unknown>> {
    this.#recording.spoil();
    return super.call(service, operation, input, options);
  }
}
