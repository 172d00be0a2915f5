/** State that lives as long as one cloud and is not kept in its store: caches, counters of the last second. */
import type { Cloud } from "../cloud/cloud.ts";

export function perCloud<State>(make: () => State): (cloud: Cloud) => State {
  const states = new WeakMap<Cloud, State>();
  return (cloud) => {
    let state = states.get(cloud);
    if (state === undefined) {
      state = make();
      states.set(cloud, state);
    }
    return state;
  };
}
