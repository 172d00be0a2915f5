/**
 * What reading objects and data sources of a type gave last time: while nothing has been written of what an answer was
 * made of, the cloud has nothing else to say, and a plan need not ask it again.
 */
import type { Cloud } from "../../../cloud/cloud.ts";
import { Recording } from "../../../cloud/recording.ts";
import { valuesEqual } from "../../../terraform/lang/equals.ts";
import type { Value } from "../../../terraform/lang/value.ts";
import type { StateResult } from "../../../terraform/provider.ts";
import type { AwsInstance } from "./instance.ts";
import type { TagSettings } from "./tags.ts";

/** Objects that are remembered; the ones longest known make way. */
const PLACES = 10_000;

interface Known {
  readonly asked: Value;
  readonly result: StateResult;
  /** What was found is what was given: the object is as the state has it. */
  readonly isSame: boolean;
  readonly recording: Recording;
}

export class KnownReads {
  readonly #ofStore = new WeakMap<Cloud["store"], Map<string, Known>>();
  /** What is known without a cloud, such as policy documents; no cloud is asked for until one has been needed. */
  readonly #ofNone = new Map<string, Known>();
  #needsCloud = false;

  /**
   * `place` tells apart what is read by the same provider. `read` must ask for everything through the instance it is
   * given; what comes from elsewhere is not known to have stayed as it was.
   */
  async read(
    place: unknown,
    asked: Value,
    instance: AwsInstance,
    read: (recorded: AwsInstance) => Promise<StateResult>,
  ): Promise<StateResult> {
    const known = await this.#of(instance);
    const key = JSON.stringify([instance.account, instance.region, place, tagsPart(instance.tags)]);
    const last = instance.isRehearsal ? undefined : known.get(key);
    if (last?.recording.holds && valuesEqual(last.asked, asked))
      return last.isSame ? { ...last.result, state: asked } : last.result;
    const recording = new Recording();
    const result = await read(instance.recorded(recording));
    known.delete(key);
    if (!recording.holds || result.diagnostics.length > 0) return result;
    this.#needsCloud ||= !recording.isEmpty;
    keep(await this.#of(instance), key, { asked, result, isSame: valuesEqual(result.state, asked), recording });
    return result;
  }

  async #of(instance: AwsInstance): Promise<Map<string, Known>> {
    if (!this.#needsCloud) return this.#ofNone;
    const { store } = await instance.cloud();
    let known = this.#ofStore.get(store);
    if (!known) {
      known = new Map();
      this.#ofStore.set(store, known);
    }
    return known;
  }
}

function keep(known: Map<string, Known>, key: string, one: Known): void {
  known.set(key, one);
  for (const oldest of known.keys()) {
    if (known.size <= PLACES) break;
    known.delete(oldest);
  }
}

const tagsPart = ({ defaults, ignoredKeys, ignoredPrefixes }: TagSettings) => [
  defaults,
  [...ignoredKeys],
  ignoredPrefixes,
];
