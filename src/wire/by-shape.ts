import type { Shape } from "./model.ts";

/** What `compile` makes of a shape, made once. A shape that contains itself finds a stand-in while it is compiled. */
export function byShape<In, Out>(compile: (shape: Shape) => (value: In) => Out): (shape: Shape) => (value: In) => Out {
  const made = new Map<Shape, (value: In) => Out>();
  return (shape) => {
    let known = made.get(shape);
    if (known === undefined) {
      let compiled: ((value: In) => Out) | undefined;
      made.set(shape, (value) => (compiled as (value: In) => Out)(value));
      known = compiled = compile(shape);
      made.set(shape, known);
    }
    return known;
  };
}
