/**
 * The part of the graph that planning and applying share: variables, locals, module calls, outputs and providers of
 * every module, each evaluated once all it refers to is there. Resources are put in by who builds the rest.
 */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import { printKey } from "../addresses/instance-key.ts";
import { type ModuleInstancePath, type ModulePath, printModulePath } from "../addresses/module.ts";
import { printProviderConfig } from "../addresses/provider.ts";
import { printConfigResource, type ResourceAddress } from "../addresses/resource.ts";
import type { ModuleCall, ModuleTree, Variable } from "../config/module.ts";
import type { Graph } from "../graph/graph.ts";
import { evaluate } from "../lang/evaluate.ts";
import { Evaluation as ExpressionEvaluation } from "../lang/evaluation.ts";
import type { Reference } from "../lang/reference.ts";
import { unknownValue, type Value } from "../lang/value.ts";
import {
  bodyExpressions,
  expressionReferences,
  resourcesOf,
  ruleExpressions,
  traversalReferences,
} from "./config-references.ts";
import { configureProvider } from "./configure-provider.ts";
import { evaluateOutput, type OutputOptions } from "./evaluate-output.ts";
import { evaluateRepetition } from "./evaluate-repetition.ts";
import { ModuleScope } from "./module-scope.ts";
import type { ResolvedProvider } from "./provider-configs.ts";
import { instanceData } from "./repetition.ts";
import type { Run } from "./run.ts";
import { validateVariable } from "./validate-variable.ts";
import { prepareVariable } from "./variable-value.ts";

export interface ConfigGraphOptions extends OutputOptions {
  readonly run: Run;
  /** Of the root module, prepared. */
  readonly variables: ReadonlyMap<string, Value>;
  /** Why the values of some of these can't be used; what depends on them is left out. */
  readonly refusedVariables?: ReadonlyMap<string, readonly Diagnostic[]> | undefined;
}

const within = (path: ModulePath, name: string): string =>
  path.length === 0 ? name : `${printModulePath(path)}.${name}`;

export const variableVertex = (path: ModulePath, name: string): string => within(path, `var.${name}`);
export const validationVertex = (variable: string): string => `${variable} (validation)`;
export const localVertex = (path: ModulePath, name: string): string => within(path, `local.${name}`);
export const outputVertex = (path: ModulePath, name: string): string => within(path, `output.${name}`);
export const resourceVertex = (module: ModulePath, resource: ResourceAddress): string =>
  printConfigResource({ module, resource });
export const callVertex = (path: ModulePath): string => `${printModulePath(path)} (expand)`;
export const closeVertex = (path: ModulePath): string => `${printModulePath(path)} (close)`;
export const providerVertex = (provider: ResolvedProvider): string => printProviderConfig(provider.address);

/** The vertices that a reference made in that module leads to. */
export function referenceVertices(tree: ModuleTree, { subject }: Reference): readonly string[] {
  switch (subject.kind) {
    case "variable": {
      // A value is used when it has been found valid.
      const vertex = variableVertex(tree.path, subject.name);
      return [vertex, validationVertex(vertex)];
    }
    case "local":
      return [localVertex(tree.path, subject.name)];
    case "resource":
    case "resource-instance":
      return [resourceVertex(tree.path, subject.resource)];
    case "module-output": {
      const path = [...tree.path, subject.name];
      return [outputVertex(path, subject.output), callVertex(path)];
    }
    case "module":
    case "module-instance":
      return [closeVertex([...tree.path, subject.name])];
    default:
      return [];
  }
}

export function connectReferences(
  graph: Graph,
  vertex: string,
  tree: ModuleTree,
  references: Iterable<Reference>,
): void {
  for (const reference of references) {
    const { subject } = reference;
    if (subject.kind === "resource-instance") {
      // What refers to one instance goes on when others fail.
      const resource = resourceVertex(tree.path, subject.resource);
      const instance = `${resource}${printKey(subject.key)}`;
      if (graph.has(instance)) {
        graph.connectPart(vertex, instance, resource);
        continue;
      }
    }
    for (const target of referenceVertices(tree, reference)) graph.connect(vertex, target);
  }
}

/** Adds the vertices; edges follow in `connectConfig`, when all resources are there too. */
export function addConfigVertices(graph: Graph, options: ConfigGraphOptions): void {
  const { run } = options;
  forEachTree(run.evaluation.root, (tree) => {
    const { path, module, parent, call } = tree;
    if (parent && call) {
      graph.add({ name: callVertex(path), run: () => expandCall(run, parent, call) });
      graph.add({ name: closeVertex(path), run: () => true });
    }
    for (const variable of module.variables.values()) {
      graph.add({
        name: variableVertex(path, variable.name),
        run: () => runVariable(options, tree, variable),
      });
      if (variable.validations.length > 0) {
        graph.add({
          name: validationVertex(variableVertex(path, variable.name)),
          run: () => validateVariable(run, tree, variable),
        });
      }
    }
    for (const local of module.locals.values()) {
      graph.add({
        name: localVertex(path, local.name),
        run: () =>
          run.evaluation.instancesOf(path).every((instance) => {
            const { value, diagnostics } = evaluate(local.expression, new ModuleScope(run.environment, instance.path));
            instance.locals.set(local.name, value);
            return run.diagnostics.report(diagnostics);
          }),
      });
    }
    for (const output of module.outputs.values()) {
      graph.add({
        name: outputVertex(path, output.name),
        run: () => evaluateOutput(run, tree, output, options),
      });
    }
  });
}

/** Adds the vertex of a provider once; its configuration is evaluated in the module that has the block. */
export function addProvider(graph: Graph, run: Run, provider: ResolvedProvider): string {
  const name = providerVertex(provider);
  if (graph.has(name)) return name;
  graph.add({ name, run: () => configureProvider(run, provider) });
  return name;
}

/** Connects what was added, by the references that each part of the configuration makes. */
export function connectConfig(graph: Graph, root: ModuleTree): void {
  forEachTree(root, (tree) => {
    const { path, module, parent, call } = tree;
    for (const variable of module.variables.values()) {
      const vertex = variableVertex(path, variable.name);
      const validation = validationVertex(vertex);
      if (graph.has(validation)) {
        graph.connect(validation, vertex);
        connectReferences(graph, validation, tree, expressionReferences(ruleExpressions(variable.validations)));
      }
      if (!parent || !call) continue;
      graph.connect(vertex, callVertex(path));
      connectReferences(graph, vertex, parent, expressionReferences(argumentExpressions(call, variable.name)));
    }
    for (const local of module.locals.values()) {
      const vertex = localVertex(path, local.name);
      if (parent) graph.connect(vertex, callVertex(path));
      connectReferences(graph, vertex, tree, expressionReferences([local.expression]));
    }
    for (const output of module.outputs.values()) {
      const vertex = outputVertex(path, output.name);
      if (parent) {
        graph.connect(vertex, callVertex(path));
        graph.connect(closeVertex(path), vertex);
      }
      const expressions = [output.expression, ...ruleExpressions(output.preconditions)];
      connectReferences(graph, vertex, tree, expressionReferences(expressions));
      connectReferences(graph, vertex, tree, traversalReferences(output.dependsOn));
    }
    for (const resource of resourcesOf(module)) {
      const vertex = resourceVertex(path, resource);
      if (parent) {
        graph.connect(vertex, callVertex(path));
        graph.connect(closeVertex(path), vertex);
      }
    }
    if (parent && call) connectCall(graph, tree, parent, call);
  });
}

function connectCall(graph: Graph, tree: ModuleTree, parent: ModuleTree, call: ModuleCall): void {
  const vertex = callVertex(tree.path);
  graph.connect(closeVertex(tree.path), vertex);
  if (parent.parent) {
    graph.connect(vertex, callVertex(parent.path));
    graph.connect(closeVertex(parent.path), closeVertex(tree.path));
  }
  connectReferences(graph, vertex, parent, expressionReferences([call.count, call.forEach]));
  connectReferences(graph, vertex, parent, traversalReferences(call.dependsOn));
}

/** The module calls' argument for one variable. A JSON body holds it as a member. */
/** What a module call gives for a variable. */
export function* argumentExpressions(call: ModuleCall, name: string) {
  const attribute = call.body.attributes.get(name);
  if (attribute) yield attribute.expression;
  else if (call.body.json) yield* bodyExpressions(call.body);
}

/** The providers of these come after what their blocks refer to. */
export function connectProviders(graph: Graph, nodes: Iterable<{ readonly provider: ResolvedProvider }>): void {
  const connected = new Set<string>();
  for (const { provider } of nodes) {
    const vertex = providerVertex(provider);
    if (!provider.block || connected.has(vertex)) continue;
    connected.add(vertex);
    connectReferences(graph, vertex, provider.tree, expressionReferences(bodyExpressions(provider.block.body)));
  }
}

/** The root of the module tree. */
export const rootOf = (tree: ModuleTree): ModuleTree => (tree.parent ? rootOf(tree.parent) : tree);

export function forEachTree(tree: ModuleTree, visit: (tree: ModuleTree) => void): void {
  visit(tree);
  for (const child of tree.children.values()) forEachTree(child, visit);
}

function expandCall(run: Run, parent: ModuleTree, call: ModuleCall): boolean {
  let ok = true;
  for (const instance of run.evaluation.instancesOf(parent.path)) {
    const scope = new ModuleScope(run.environment, instance.path);
    const { repetition, diagnostics } = evaluateRepetition(call, scope, "module");
    ok = run.diagnostics.report(diagnostics) && ok;
    if (repetition) run.evaluation.expandCall(instance.path, call.name, repetition);
    else ok = false;
  }
  return ok;
}

function runVariable(options: ConfigGraphOptions, tree: ModuleTree, variable: Variable): boolean {
  const { run, variables } = options;
  const { parent, call } = tree;
  if (!parent || !call) {
    const refused = options.refusedVariables?.get(variable.name);
    if (refused) return run.diagnostics.report(refused);
    const value = variables.get(variable.name) ?? variable.default ?? unknownValue(variable.type);
    run.evaluation.module([]).variables.set(variable.name, value);
    return true;
  }
  let ok = true;
  for (const instance of run.evaluation.instancesOf(tree.path)) {
    const { value, given, diagnostics } = moduleArgument(run, call, instance.path, variable);
    ok = run.diagnostics.report(diagnostics) && ok;
    if (given?.hasMark("sensitive")) instance.sensitiveArguments.add(variable.name);
    instance.variables.set(variable.name, value);
  }
  return ok;
}

/** What a module call gives for a variable, in one instance of the module. */
function moduleArgument(
  run: Run,
  call: ModuleCall,
  path: ModuleInstancePath,
  variable: Variable,
): { readonly value: Value; readonly given?: Value; readonly diagnostics: readonly Diagnostic[] } {
  const parentPath = path.slice(0, -1);
  const key = path.at(-1)?.key;
  const argument = call.body.attributes.get(variable.name);
  if (!argument) return prepareVariable(variable, undefined, { kind: "argument", range: call.range });
  const repetition = run.evaluation.module(parentPath).calls.get(call.name);
  const data = repetition ? instanceData(repetition, key) : {};
  const scope = new ModuleScope(run.environment, parentPath, data);
  const { value, diagnostics } = evaluate(argument.expression, scope);
  if (hasErrors(diagnostics)) return { value: unknownValue(variable.type), diagnostics };
  if (value.hasMark("ephemeral") && !variable.ephemeral) {
    const refused: Diagnostic = {
      ...errorAt(
        argument.expression.range,
        "Ephemeral value not allowed",
        `This input variable is not declared as accepting a ephemeral values, so it cannot be set to a result derived from an ephemeral value.`,
      ),
      expression: argument.expression,
      evalContext: new ExpressionEvaluation(scope).contextAt(undefined),
    };
    return { value: unknownValue(variable.type), diagnostics: [...diagnostics, refused] };
  }
  const prepared = prepareVariable(variable, value, { kind: "argument", range: argument.expression.range });
  return { value: prepared.value, given: value, diagnostics: [...diagnostics, ...prepared.diagnostics] };
}
