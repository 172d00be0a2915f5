/**
 * How much memory V8 gives to new objects. It doubles their space up to twice 16 MB as soon as a command makes many,
 * which is a quarter of the memory of one that lasts a second; kept at twice 1 MB, a command takes no longer. With ten
 * thousand objects that live to its end the larger space is worth it.
 */
import { setFlagsFromString } from "node:v8";

/** Resource instances, from which on a command is large. */
const MANY = 3_000;

export function keepYoungGenerationSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}

/** Lets it grow, as V8 does unless told otherwise. */
export function growYoungGenerationFor(instances: number): void {
  if (instances >= MANY) setFlagsFromString("--semi-space-growth-factor=2");
}
