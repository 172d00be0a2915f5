/** A dependency graph: vertices that run when all they depend on have run. */

export interface Vertex {
  /** Unique; what messages about cycles print. */
  readonly name: string;
  /** False: it failed, and what depends on it is not run. */
  readonly run: () => boolean | Promise<boolean>;
}

export class Graph {
  readonly #vertices = new Map<string, Vertex>();
  /** From a vertex to what it depends on. */
  readonly #dependencies = new Map<string, Set<string>>();
  /** Dependencies in name only, of which the vertex waits for a part. */
  readonly #inName = new Map<string, Set<string>>();

  add(vertex: Vertex): void {
    this.#vertices.set(vertex.name, vertex);
    if (!this.#dependencies.has(vertex.name)) this.#dependencies.set(vertex.name, new Set());
  }

  has(name: string): boolean {
    return this.#vertices.has(name);
  }

  get names(): Iterable<string> {
    return this.#vertices.keys();
  }

  get size(): number {
    return this.#vertices.size;
  }

  dependenciesOf(name: string): ReadonlySet<string> {
    const found = this.#dependencies.get(name) ?? NONE;
    const inName = this.#inName.get(name);
    return inName ? new Set([...found, ...inName]) : found;
  }

  /** `from` runs after `to`. Names without a vertex are passed over. */
  connect(from: string, to: string): void {
    if (from === to || !this.#vertices.has(to)) return;
    this.#dependencies.get(from)?.add(to);
  }

  /** `from` runs after `part`, which stands for `whole` wherever it is asked what `from` depends on. */
  connectPart(from: string, part: string, whole: string): void {
    this.connect(from, part);
    const known = this.#inName.get(from);
    if (known) known.add(whole);
    else this.#inName.set(from, new Set([whole]));
  }

  disconnect(from: string, to: string): void {
    this.#dependencies.get(from)?.delete(to);
  }

  /** Keeps only the named vertices; the others' dependencies are passed on to their dependents. */
  retain(keep: ReadonlySet<string>): void {
    for (const name of this.#vertices.keys()) {
      if (keep.has(name)) continue;
      this.#vertices.delete(name);
      this.#dependencies.delete(name);
    }
    for (const dependencies of this.#dependencies.values()) {
      for (const name of dependencies) if (!keep.has(name)) dependencies.delete(name);
    }
  }

  /** The given vertices and everything they depend on. */
  withDependencies(names: Iterable<string>): ReadonlySet<string> {
    const found = new Set<string>();
    const open = [...names];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (found.has(name) || !this.#vertices.has(name)) continue;
      found.add(name);
      open.push(...this.dependenciesOf(name));
    }
    return found;
  }

  /** Groups of vertices that depend on each other, by Tarjan's algorithm without recursion. */
  cycles(): readonly (readonly string[])[] {
    return findCycles(this.#dependencies);
  }

  /** Runs every vertex as soon as it may; resolves when nothing is left that can run. */
  async walk(): Promise<void> {
    const waiting = new Map<string, number>();
    const dependents = new Map<string, string[]>();
    for (const [name, dependencies] of this.#dependencies) {
      waiting.set(name, dependencies.size);
      for (const dependency of dependencies) {
        const list = dependents.get(dependency);
        if (list) list.push(name);
        else dependents.set(dependency, [name]);
      }
    }
    const failed = new Set<string>();
    const ready: string[] = [];
    let running = 0;
    let crash: { readonly error: unknown } | undefined;
    let wake: () => void = () => undefined;
    const finished = (name: string, succeeded: boolean): void => {
      for (const dependent of dependents.get(name) ?? []) {
        if (!succeeded) failed.add(dependent);
        const left = (waiting.get(dependent) as number) - 1;
        waiting.set(dependent, left);
        if (left === 0) ready.push(dependent);
      }
    };
    for (const [name, count] of waiting) if (count === 0) ready.push(name);
    for (;;) {
      // In the order they became ready, so that a walk is the same every time.
      for (let next = 0; next < ready.length; next++) {
        const name = ready[next] as string;
        if (failed.has(name)) {
          finished(name, false);
          continue;
        }
        const outcome = (this.#vertices.get(name) as Vertex).run();
        if (typeof outcome === "boolean") {
          finished(name, outcome);
          continue;
        }
        running++;
        outcome
          .then(
            (succeeded) => finished(name, succeeded),
            (error: unknown) => {
              crash ??= { error };
              finished(name, false);
            },
          )
          .finally(() => {
            running--;
            wake();
          });
      }
      ready.length = 0;
      if (running === 0) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (crash) throw crash.error;
  }
}

const NONE: ReadonlySet<string> = new Set();

function findCycles(edges: ReadonlyMap<string, ReadonlySet<string>>): readonly (readonly string[])[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const onStack = new Set<string>();
  const stack: string[] = [];
  const cycles: string[][] = [];
  for (const start of edges.keys()) {
    if (index.has(start)) continue;
    const work: { readonly name: string; readonly rest: Iterator<string> }[] = [];
    const enter = (name: string): void => {
      index.set(name, index.size);
      low.set(name, index.get(name) as number);
      stack.push(name);
      onStack.add(name);
      work.push({ name, rest: (edges.get(name) ?? NONE)[Symbol.iterator]() });
    };
    enter(start);
    while (work.length > 0) {
      const { name, rest } = work.at(-1) as { name: string; rest: Iterator<string> };
      const next = rest.next();
      if (!next.done) {
        if (!index.has(next.value)) enter(next.value);
        else if (onStack.has(next.value)) lower(low, name, index.get(next.value) as number);
        continue;
      }
      work.pop();
      const parent = work.at(-1);
      if (parent) lower(low, parent.name, low.get(name) as number);
      if (low.get(name) !== index.get(name)) continue;
      const members: string[] = [];
      let member: string;
      do {
        member = stack.pop() as string;
        onStack.delete(member);
        members.push(member);
      } while (member !== name);
      if (members.length > 1) cycles.push(members);
    }
  }
  return cycles;
}

const lower = (low: Map<string, number>, name: string, value: number): void => {
  if (value < (low.get(name) as number)) low.set(name, value);
};
