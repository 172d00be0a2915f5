/**
 * What reading the objects of a type gave last time: while nothing has been written of what an answer was made of, the
 * cloud has nothing else to say, and a plan need not ask it again.
 */
import { Recording } from "../../../cloud/recording.ts";
import type { Store } from "../../../store/store.ts";
import { valuesEqual } from "../../../terraform/lang/equals.ts";
import type { Value } from "../../../terraform/lang/value.ts";
import type { ReadRequest, StateResult } from "../../../terraform/provider.ts";
import type { AwsInstance } from "./instance.ts";
import type { TagSettings } from "./tags.ts";

/** Objects that are remembered; the ones longest known make way. */
const PLACES = 2_000;

interface Known {
  readonly asked: ReadRequest["state"];
  readonly result: StateResult;
  /** The object was as the state had it. */
  readonly isSame: boolean;
  readonly recording: Recording;
}

export class KnownReads {
  readonly #ofStore = new WeakMap<Store, Map<string, Known>>();

  /** `read` must ask for everything through the instance it is given. */
  async read(
    request: ReadRequest,
    instance: AwsInstance,
    read: (recorded: AwsInstance) => Promise<StateResult>,
  ): Promise<StateResult> {
    const known = this.#of((await instance.cloud()).store);
    const place = JSON.stringify([instance.account, instance.region, idOf(request.state), tagsPart(instance.tags)]);
    const last = instance.isRehearsal ? undefined : known.get(place);
    if (last?.recording.holds && valuesEqual(last.asked, request.state))
      return { ...last.result, ...(last.isSame && { state: request.state }), private: request.private };
    const recording = new Recording();
    const result = await read(instance.recorded(recording));
    known.delete(place);
    if (!recording.holds || result.diagnostics.length > 0) return result;
    const isSame = valuesEqual(result.state, request.state);
    known.set(place, { asked: request.state, result, isSame, recording });
    for (const oldest of known.keys()) {
      if (known.size <= PLACES) break;
      known.delete(oldest);
    }
    return result;
  }

  #of(store: Store): Map<string, Known> {
    let known = this.#ofStore.get(store);
    if (!known) {
      known = new Map();
      this.#ofStore.set(store, known);
    }
    return known;
  }
}

const idOf = (state: Value): unknown => (state.isNull ? null : state.entries.get("id")?.content);

const tagsPart = ({ defaults, ignoredKeys, ignoredPrefixes }: TagSettings) => [
  defaults,
  [...ignoredKeys],
  ignoredPrefixes,
];
