import type { BusEvents, EventBus } from "./event-bus.ts";

type Listener = (event: never) => void | Promise<void>;

/** `onError` is told what a listener throws; the publisher and the other listeners never notice. */
export function createEventBus(onError: (error: unknown, event: keyof BusEvents) => void): EventBus {
  const listeners = new Map<keyof BusEvents, Set<Listener>>();

  function deliver(name: keyof BusEvents, event: unknown): void {
    for (const listener of listeners.get(name) ?? []) {
      // An async function turns what it throws into a rejection, so both kinds of failure arrive at one place.
      void (async () => listener(event as never))().catch((error: unknown) => onError(error, name));
    }
  }

  return {
    publish(name, event) {
      if (listeners.get(name)?.size) setImmediate(deliver, name, event);
    },
    subscribe(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listener as Listener);
      return () => void set.delete(listener as Listener);
    },
  };
}
