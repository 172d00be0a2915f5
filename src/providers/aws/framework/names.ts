/** Names that the provider makes up, as its SDK does: a prefix, a time to the tenth of a millisecond, a counter. */
import type { Aws } from "./aws.ts";

let counter = 0;

const SUFFIX = /\d{18}[0-9a-f]{8}$/;

/** The configured name, else one made from the prefix ("terraform-" without one). */
export function chosenName(aws: Pick<Aws, "uniqueName">, name: string | null, prefix: string | null = null): string {
  return name || aws.uniqueName(prefix || "terraform-");
}

export function uniqueName(prefix: string): string {
  const time = new Date().toISOString().replaceAll(/[-:T]/g, "");
  counter = (counter + 1) % 0x100000000;
  return `${prefix}${time.slice(0, 14)}${time.slice(15, 18)}0${counter.toString(16).padStart(8, "0")}`;
}

/** The prefix that a made-up name started with; "" for a name of the user's own. */
export const prefixOf = (name: string | undefined): string =>
  name !== undefined && SUFFIX.test(name) ? name.replace(SUFFIX, "") : "";
