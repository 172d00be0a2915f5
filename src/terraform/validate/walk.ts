/**
 * Checks a whole configuration for all possible values, in the order of its references: what depends on something
 * wrong is not looked at.
 */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import type { Body, Expression, Traversal } from "../../hcl/syntax.ts";
import { printModulePath } from "../addresses/module.ts";
import { localProviderKey, type ProviderSource, printProviderSource } from "../addresses/provider.ts";
import { printConfigResource, printResource, type ResourceMode } from "../addresses/resource.ts";
import type { ModuleTree, Resource } from "../config/module.ts";
import { Graph } from "../graph/graph.ts";
import { evaluate } from "../lang/evaluate.ts";
import { parseReference } from "../lang/reference.ts";
import type { Value } from "../lang/value.ts";
import { expressionVariables } from "../lang/variables.ts";
import { resourcesOf } from "../modules/provider-requirements.ts";
import { rootOf } from "../plan/config-graph.ts";
import { importsOf } from "../plan/import-blocks.ts";
import { resolveProvider } from "../plan/provider-configs.ts";
import type { BlockSchema, ProviderInstance, ProviderType } from "../provider.ts";
import { bodyExpressions } from "./body-expressions.ts";
import { missingImportTarget, validateImports } from "./imports.ts";
import { validateCall, validateCallArgument } from "./module-calls.ts";
import { validateOutput } from "./outputs.ts";
import { validateProviderBlock } from "./provider-blocks.ts";
import { validateCheck, validateResource } from "./resources.ts";
import { type Surroundings, type ValidationEnvironment, ValidationScope } from "./validation-scope.ts";
import { validateVariable } from "./variables.ts";

export interface WalkOptions extends Omit<ValidationEnvironment, "schemaOf"> {
  /** Of the providers that were found. */
  readonly providers: ReadonlyMap<string, { readonly type: ProviderType; readonly instance: ProviderInstance }>;
}

export class ValidationWalk {
  readonly environment: ValidationEnvironment;
  readonly options: WalkOptions;
  readonly diagnostics: Diagnostic[] = [];
  readonly #graph = new Graph();
  readonly #locals = new Map<string, Value>();

  constructor(options: WalkOptions) {
    this.options = options;
    this.environment = { ...options, schemaOf: (provider, mode, type) => this.schemaOf(provider, mode, type) };
  }

  schemaOf(provider: ProviderSource, mode: ResourceMode, type: string): BlockSchema | undefined {
    const found = this.options.providers.get(printProviderSource(provider))?.type;
    if (mode === "managed") return found?.resources.get(type)?.schema.block;
    return (mode === "data" ? found?.dataSources : found?.ephemeralResources)?.get(type)?.schema.block;
  }

  scope(tree: ModuleTree, surroundings?: Surroundings): ValidationScope {
    const local = (of: ModuleTree, name: string): Value | undefined => this.#locals.get(inModule(of, `local.${name}`));
    return new ValidationScope(this.environment, tree, { local }, surroundings);
  }

  /** Whether all is well; adds what is not. */
  report = (diagnostics: readonly Diagnostic[]): boolean => {
    this.diagnostics.push(...diagnostics);
    return !hasErrors(diagnostics);
  };

  /** Everything in the configuration with what it refers to. */
  graph(root: ModuleTree): Graph {
    this.#addModule(root);
    this.#connectModule(root);
    return this.#graph;
  }

  async run(root: ModuleTree): Promise<void> {
    this.graph(root);
    const cycles = this.#graph.cycles();
    for (const members of cycles) {
      this.diagnostics.push({ severity: "error", summary: `Cycle: ${members.join(", ")}`, detail: "" });
    }
    if (cycles.length > 0) return;
    await this.#graph.walk();
    for (const block of root.module.imports) this.report(missingImportTarget(root, block));
  }

  #addModule(tree: ModuleTree): void {
    const { module, path, call, parent } = tree;
    const add = (name: string, run: () => boolean | Promise<boolean>): void =>
      this.#graph.add({ name: inModule(tree, name), run });
    if (call && parent) {
      this.#graph.add({
        name: `${printModulePath(path)} (expand)`,
        run: () => this.report(validateCall(call, tree, this.scope(parent))),
      });
    }
    for (const variable of module.variables.values()) {
      add(variableNode(tree, variable.name), () => {
        const argument = call && parent ? validateCallArgument(this, call, parent, variable) : [];
        return this.report([...argument, ...validateVariable(variable, this.scope(tree))]);
      });
    }
    for (const { name, expression } of module.locals.values()) {
      add(`local.${name} (expand)`, () => {
        const self = selfReference(expression, name);
        if (self) return this.report([self]);
        const { value, diagnostics } = evaluate(expression, this.scope(tree));
        this.#locals.set(inModule(tree, `local.${name}`), value);
        return this.report(diagnostics);
      });
    }
    for (const [key, config] of module.providerConfigs) {
      add(`provider.${key}`, async () => this.report(await validateProviderBlock(this, tree, config)));
    }
    for (const resource of resourcesOf(module)) {
      add(printResource(resource), async () =>
        this.report([...(await validateResource(this, tree, resource)), ...validateImports(this, tree, resource)]),
      );
    }
    for (const check of module.checks.values()) {
      add(`check.${check.name}`, () => this.report(validateCheck(this, tree, check)));
    }
    for (const output of module.outputs.values()) {
      add(`output.${output.name} (expand)`, () => this.report(validateOutput(this, tree, output)));
    }
    for (const child of tree.children.values()) this.#addModule(child);
  }

  #connectModule(tree: ModuleTree): void {
    const { module, path, call, parent } = tree;
    const refer = (node: string, expressions: Iterable<Expression | Traversal | undefined>, where = tree): void => {
      for (const target of this.#targets(where, expressions)) this.#graph.connect(inModule(tree, node), target);
    };
    if (call && parent) {
      const expand = `${printModulePath(path)} (expand)`;
      for (const target of this.#targets(parent, [call.count, call.forEach, ...call.dependsOn])) {
        this.#graph.connect(expand, target);
      }
      if (path.length > 1) this.#graph.connect(expand, `${printModulePath(path.slice(0, -1))} (expand)`);
    }
    const expand = path.length > 0 ? `${printModulePath(path)} (expand)` : undefined;
    const inside = (node: string): void => {
      if (expand) this.#graph.connect(inModule(tree, node), expand);
    };
    for (const variable of module.variables.values()) {
      const node = variableNode(tree, variable.name);
      inside(node);
      if (parent && call) refer(node, [call.body.attributes.get(variable.name)?.expression], parent);
      const rules = variable.validations.flatMap(({ condition, errorMessage }) => [condition, errorMessage]);
      for (const target of this.#targets(tree, rules)) {
        if (target !== inModule(tree, node)) this.#graph.connect(inModule(tree, node), target);
      }
    }
    for (const { name, expression } of module.locals.values()) {
      inside(`local.${name} (expand)`);
      refer(`local.${name} (expand)`, [expression]);
    }
    for (const [key, { body }] of module.providerConfigs) {
      refer(`provider.${key}`, bodyExpressions(body));
    }
    for (const resource of resourcesOf(module)) {
      inside(printResource(resource));
      const schema = this.schemaOf(resource.provider, resource.mode, resource.type);
      refer(printResource(resource), resourceExpressions(resource, schema));
      for (const { forEach, id } of importsOf(rootOf(tree), printConfigResource({ module: path, resource }))) {
        refer(printResource(resource), [forEach, id], rootOf(tree));
      }
      const { block, tree: owner } = resolveProvider(tree, resource.providerConfig, resource.provider);
      if (!block) continue;
      const node = `provider.${localProviderKey({ localName: block.name, alias: block.alias })}`;
      this.#graph.connect(inModule(tree, printResource(resource)), inModule(owner, node));
    }
    for (const { name, assertions, data } of module.checks.values()) {
      inside(`check.${name}`);
      refer(
        `check.${name}`,
        assertions.flatMap(({ condition, errorMessage }) => [condition, errorMessage]),
      );
      if (data) this.#graph.connect(inModule(tree, `check.${name}`), inModule(tree, printResource(data)));
    }
    for (const { name, expression, dependsOn, preconditions } of module.outputs.values()) {
      inside(`output.${name} (expand)`);
      const rules = preconditions.flatMap(({ condition, errorMessage }) => [condition, errorMessage]);
      refer(`output.${name} (expand)`, [expression, ...dependsOn, ...rules]);
    }
    for (const child of tree.children.values()) this.#connectModule(child);
  }

  /** The vertices that references in the expressions name. */
  *#targets(tree: ModuleTree, expressions: Iterable<Expression | Traversal | undefined>): Iterable<string> {
    for (const expression of expressions) {
      if (!expression) continue;
      const traversals = "kind" in expression ? expressionVariables(expression) : [expression];
      for (const traversal of traversals) {
        const subject = parseReference(traversal).reference?.subject;
        if (!subject) continue;
        switch (subject.kind) {
          case "variable":
            yield inModule(tree, variableNode(tree, subject.name));
            break;
          case "local":
            yield inModule(tree, `local.${subject.name} (expand)`);
            break;
          case "resource":
          case "resource-instance":
            yield inModule(tree, printResource(subject.resource));
            break;
          case "module-output": {
            const child = tree.children.get(subject.name);
            if (child) yield inModule(child, `output.${subject.output} (expand)`);
            break;
          }
          case "module":
          case "module-instance": {
            const child = tree.children.get(subject.name);
            if (!child) break;
            for (const name of child.module.outputs.keys()) yield inModule(child, `output.${name} (expand)`);
            break;
          }
          default:
        }
      }
    }
  }
}

/** What the schema does not have is wrong in itself, and leads nowhere. */
function knownParts(body: Body, { attributes, blocks }: BlockSchema): Body {
  const has = (name: string): boolean => Object.hasOwn(attributes, name) || Object.hasOwn(blocks, name);
  return {
    ...body,
    attributes: new Map([...body.attributes].filter(([name]) => has(name))),
    blocks: body.blocks.filter(({ type, labels }) => has(type === "dynamic" ? (labels[0] ?? "") : type)),
  };
}

const inModule = ({ path }: ModuleTree, name: string): string =>
  path.length === 0 ? name : `${printModulePath(path)}.${name}`;

/** Variables of the root come from outside and are not expanded. */
const variableNode = ({ path }: ModuleTree, name: string): string =>
  path.length === 0 ? `var.${name}` : `var.${name} (expand)`;

function selfReference(expression: Expression, name: string): Diagnostic | undefined {
  for (const traversal of expressionVariables(expression)) {
    const reference = parseReference(traversal).reference;
    if (reference?.subject.kind !== "local" || reference.subject.name !== name) continue;
    const detail = `Local value local.${name} cannot use its own result as part of its expression.`;
    return errorAt(reference.range, "Self-referencing local value", detail);
  }
  return undefined;
}

function* resourceExpressions(
  resource: Resource,
  schema: BlockSchema | undefined,
): Iterable<Expression | Traversal | undefined> {
  yield resource.count;
  yield resource.forEach;
  yield* resource.dependsOn;
  yield* bodyExpressions(schema ? knownParts(resource.body, schema) : resource.body);
  for (const { condition, errorMessage } of [...resource.preconditions, ...resource.postconditions]) {
    yield condition;
    yield errorMessage;
  }
  for (const { body, connection } of resource.provisioners) {
    yield* bodyExpressions(body);
    if (connection) yield* bodyExpressions(connection.body);
  }
  if (resource.connection) yield* bodyExpressions(resource.connection.body);
  yield* resource.replaceTriggeredBy;
}
