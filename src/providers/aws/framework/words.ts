import type { Words } from "./behaviour.ts";

/** How types on the newer framework begin: `title` has the service in its full name. */
export function standardWords<Attributes>(
  title: string,
  named: (attributes: Attributes) => string,
): Required<Words<Attributes>> {
  const begin = (verb: string) => (attributes: Attributes) => `${verb} ${title} (${JSON.stringify(named(attributes))})`;
  return {
    creating: begin("creating"),
    updating: begin("updating"),
    reading: begin("reading"),
    deleting: begin("deleting"),
  };
}
