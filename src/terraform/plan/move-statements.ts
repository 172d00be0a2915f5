/**
 * `moved` blocks that contradict the configuration or each other. Looked at once everything is expanded; what is found
 * takes the place of all other errors, because a wrong move is likely to be their cause.
 */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import type { SourceRange } from "../../hcl/source.ts";
import { printKey } from "../addresses/instance-key.ts";
import { type ModuleInstancePath, printModuleInstance } from "../addresses/module.ts";
import { printAbsoluteResource, printResource, printResourceInstance } from "../addresses/resource.ts";
import type { Moved } from "../config/module.ts";
import type { MovedEndpoint } from "../config/moved-endpoint.ts";
import { Graph } from "../graph/graph.ts";
import { forEachTree } from "./config-graph.ts";
import { type Evaluation, findResource } from "./evaluation.ts";
import { keysOf, type Repetition } from "./repetition.ts";

/** Without a key on either side a statement is about all instances at once. */
type Kind = "module instance" | "module call" | "resource instance" | "resource";

interface Statement {
  readonly moved: Moved;
  readonly kind: Kind;
  readonly module: readonly string[];
}

interface Seen {
  readonly other: string;
  readonly range: SourceRange;
}

export function checkMoves(evaluation: Evaluation): readonly Diagnostic[] {
  const statements: Statement[] = [];
  forEachTree(evaluation.root, ({ module, path }) => {
    for (const moved of module.moved) statements.push({ moved, kind: kindOf(moved), module: path });
  });
  if (statements.length === 0) return [];
  const found: Diagnostic[] = [];
  const from = new Map<string, Seen>();
  const to = new Map<string, Seen>();
  for (const statement of statements) {
    for (const { path } of evaluation.instancesOf(statement.module)) {
      found.push(...checkStatement(evaluation, statement, path, from, to));
    }
  }
  return found.length > 0 ? found : checkChains(statements);
}

function kindOf({ from, to }: Moved): Kind {
  const keyed = from.resource
    ? from.key !== undefined || to.key !== undefined
    : from.module.at(-1)?.key !== undefined || to.module.at(-1)?.key !== undefined;
  if (from.resource) return keyed ? "resource instance" : "resource";
  return keyed ? "module instance" : "module call";
}

function checkStatement(
  evaluation: Evaluation,
  { moved, kind }: Statement,
  base: ModuleInstancePath,
  fromSeen: Map<string, Seen>,
  toSeen: Map<string, Seen>,
): readonly Diagnostic[] {
  const { range } = moved;
  const [from, to] = [print(base, moved.from, kind), print(base, moved.to, kind)];
  if (from === to) {
    const detail = `This statement declares a move from ${from} to the same address, which is the same as not declaring this move at all.`;
    return [errorAt(range, "Redundant move statement", detail)];
  }
  const found: Diagnostic[] = [];
  const short = kind.split(" ").at(-1);
  const declared = declaration(evaluation, base, moved.from, kind);
  if (declared) {
    const detail = `This statement declares a move from ${from}, but that ${kind} is still declared at ${start(declared)}.\n\nChange your configuration so that this ${short} will be declared as ${to} instead.`;
    found.push(errorAt(range, "Moved object still exists", detail));
  }
  const earlier = fromSeen.get(from);
  if (!earlier) fromSeen.set(from, { other: to, range });
  else if (earlier.other !== to) {
    const detail = `A statement at ${start(earlier.range)} declared that ${from} moved to ${earlier.other}, but this statement instead declares that it moved to ${to}.\n\nEach ${kind} can move to only one destination ${short}.`;
    found.push(errorAt(range, "Ambiguous move statements", detail));
  }
  const taken = toSeen.get(to);
  if (!taken) toSeen.set(to, { other: from, range });
  else if (taken.other !== from) {
    const detail = `A statement at ${start(taken.range)} declared that ${taken.other} moved to ${to}, but this statement instead declares that ${from} moved there.\n\nEach ${kind} can have moved from only one source ${short}.`;
    found.push(errorAt(range, "Ambiguous move statements", detail));
  }
  return found;
}

const start = ({ filename, start: { line, column } }: SourceRange): string => `${filename}:${line},${column}`;

function print(base: ModuleInstancePath, endpoint: MovedEndpoint, kind: Kind): string {
  const module = [...base, ...endpoint.module];
  if (!endpoint.resource) return printModuleInstance(module);
  const { resource, key } = endpoint;
  return kind === "resource"
    ? printAbsoluteResource({ module, resource })
    : printResourceInstance({ module, resource, key });
}

/** Where the configuration still has what is said to have moved away. */
function declaration(
  evaluation: Evaluation,
  base: ModuleInstancePath,
  endpoint: MovedEndpoint,
  kind: Kind,
): SourceRange | undefined {
  const module = [...base, ...endpoint.module];
  const last = module.at(-1);
  const { resource } = endpoint;
  if (resource) {
    const repetition = evaluation.repetitionOf({ module, resource });
    if (!repetition) return undefined;
    const config = findResource(evaluation.module(module).tree.module, resource);
    return config && rangeOf(config, repetition, kind === "resource" ? undefined : { key: endpoint.key });
  }
  const parent = module.slice(0, -1);
  if (!last || !evaluation.hasModule(parent)) return undefined;
  const { calls, tree } = evaluation.module(parent);
  const repetition = calls.get(last.name);
  const call = tree.module.calls.get(last.name);
  return repetition && call && rangeOf(call, repetition, kind === "module call" ? undefined : { key: last.key });
}

function rangeOf(
  config: {
    readonly range: SourceRange;
    readonly count?: { readonly range: SourceRange } | undefined;
    readonly forEach?: { readonly range: SourceRange } | undefined;
  },
  repetition: Repetition,
  instance: { readonly key: string | number | undefined } | undefined,
): SourceRange | undefined {
  if (!instance) return config.range;
  const { key } = instance;
  if (!keysOf(repetition).some((other) => printKey(other) === printKey(key))) return undefined;
  if (key === undefined) return config.range;
  return (typeof key === "number" ? config.count : config.forEach)?.range ?? config.range;
}

/** Chains of moves that never end. */
function checkChains(statements: readonly Statement[]): readonly Diagnostic[] {
  const graph = new Graph();
  for (const i of statements.keys()) graph.add({ name: String(i), run: () => true });
  for (const [i, a] of statements.entries()) {
    for (const [j, b] of statements.entries()) if (meets(a, b)) graph.connect(String(i), String(j));
  }
  return graph.cycles().map((names) => {
    const lines = names
      .map((name) => {
        const member = statements[Number(name)] as Statement;
        const [from, to] = [pattern(member, member.moved.from), pattern(member, member.moved.to)];
        return `\n  - ${start(member.moved.range)}: ${from} → ${to}`;
      })
      .sort();
    return {
      severity: "error",
      summary: "Cyclic dependency in move statements",
      detail: `The following chained move statements form a cycle, and so there is no final location to move objects to:${lines.join("")}\n\nA chain of move statements must end with an address that doesn't appear in any other statements, and which typically also refers to an object still declared in the configuration.`,
    };
  });
}

/** Whether what the one moves is what the other has moved there. */
function meets(a: Statement, b: Statement): boolean {
  return a.module.join(".") === b.module.join(".") && pattern(a, a.moved.from) === pattern(b, b.moved.to);
}

/** An endpoint with `[*]` for any key, as Terraform prints statements. */
function pattern({ module, kind }: Statement, endpoint: MovedEndpoint): string {
  const steps = module.map((name) => `module.${name}[*].`).join("");
  if (!endpoint.resource) {
    const call = printModuleInstance(endpoint.module);
    return `${steps}${call}${kind === "module call" ? "[*]" : ""}`;
  }
  const inside = endpoint.module.length === 0 ? "" : `${printModuleInstance(endpoint.module)}.`;
  const key = kind === "resource" ? "[*]" : printKey(endpoint.key);
  return `${steps}${inside}${printResource(endpoint.resource)}${key}`;
}
