/** One run: variables, plan, apply, assertions; and what undoes it. */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, errorAt, hasErrors, warningAt } from "../../hcl/diagnostic.ts";
import { traversalText } from "../../hcl/static.ts";
import type { Attribute } from "../../hcl/syntax.ts";
import { parseAddress } from "../addresses/parse.ts";
import { localProviderKey } from "../addresses/provider.ts";
import { printResourceInstance } from "../addresses/resource.ts";
import { apply } from "../apply/apply.ts";
import type { ModuleTree } from "../config/module.ts";
import { ConsoleValues, objectsOfState, schemaLookup } from "../console/values.ts";
import { evaluate } from "../lang/evaluate.ts";
import type { Scope } from "../lang/scope.ts";
import { compareUtf8 } from "../lang/type.ts";
import type { Value } from "../lang/value.ts";
import { providerRequirements } from "../modules/provider-requirements.ts";
import { collectVariables } from "../plan/input-variables.ts";
import { type Plan, plan } from "../plan/plan.ts";
import { ProviderTypes } from "../plan/provider-configs.ts";
import { TARGETED_APPLY, TARGETING_IN_EFFECT, type Target } from "../plan/targets.ts";
import { prepareVariable } from "../plan/variable-value.ts";
import type { ProviderType } from "../provider.ts";
import { providerFunctions } from "../provider-functions.ts";
import { State, sortedInstances, sortedResources } from "../state/state.ts";
import { validateConfiguration } from "../validate/validate.ts";
import { checkAssertion } from "./assertions.ts";
import type { RunOutcome, TestStatus } from "./events.ts";
import { Checkables, covers, missingFailure, readExpectations } from "./expect-failures.ts";
import { mockable } from "./mock-provider.ts";
import { prepareTree } from "./prepare-tree.ts";
import type { FileContext } from "./run-tests.ts";
import type { TestRun } from "./test-file.ts";
import { assertionScope, outputValue, variablesScope } from "./test-scope.ts";

/** A state that runs share, with all that is needed to destroy what is in it. */
export interface TestState {
  readonly key: string;
  state: State;
  run: TestRun;
  engine: Engine | undefined;
  /** Whether resources were planned in it, even if none came into being. */
  planned: boolean;
}

interface Engine {
  readonly tree: ModuleTree;
  readonly providers: ProviderTypes;
  readonly types: ReadonlyMap<string, ProviderType>;
  readonly variables: ReadonlyMap<string, Value>;
  /** Why the values of some of these can't be used; planning says so. */
  readonly refused: ReadonlyMap<string, readonly Diagnostic[]>;
}

export interface ExecutedRun {
  readonly status: TestStatus;
  readonly outcome?: RunOutcome;
}

export async function executeRun(context: FileContext, run: TestRun, diagnostics: Diagnostic[]): Promise<ExecutedRun> {
  const { options, file } = context;
  const key = run.stateKey ?? (run.module ? `module ${run.module.sourceText}` : "");
  const held = context.states.get(key) ?? { key, state: new State(), run, engine: undefined, planned: false };
  const fail = (found: readonly Diagnostic[]): ExecutedRun => {
    diagnostics.push(...found);
    return { status: "error" };
  };
  const expected = readExpectations(run.expectFailures);
  if (hasErrors(expected.diagnostics)) return fail(expected.diagnostics);
  const unknownProvider = run.providers.find(({ inParent }) => !file.providers.has(localProviderKey(inParent)));
  if (unknownProvider) return fail([missingDefinition(unknownProvider)]);
  const prepared = prepareTree(options.modules.get(run) ?? options.root, file, run);
  const { engine, extra, problems } = await makeEngine(context, run, prepared.tree, prepared.mocks);
  if (!engine || hasErrors(problems)) return fail(problems);
  const warnings = problems;
  const planned = await planRun(context, run, engine, held.state);
  const checkables = new Checkables(engine.tree);
  const found = { met: new Set<string>(), others: [] as Diagnostic[], early: [] as Diagnostic[] };
  const sort = (all: readonly Diagnostic[], early: boolean): void => {
    for (const diagnostic of all) {
      const owner = checkables.owner(diagnostic);
      const instances = owner === undefined ? [] : failedInstances(planned, owner, diagnostic.detail);
      const match = expected.failures.find(({ address }) => owner && covers(address, owner, instances));
      if (!match) {
        found.others.push(atValue(asError(diagnostic, owner), owner, context, run));
        continue;
      }
      found.met.add(match.address);
      if (early && diagnostic.severity === "error") found.early.push(atValue(diagnostic, owner, context, run));
    }
  };
  const targeted = run.planOptions.target.length > 0;
  if (targeted) found.others.push(TARGETING_IN_EFFECT);
  const applies = run.command === "apply" && !planned.errored;
  // What check blocks say of the plan, applying says again or settles.
  const ofPlan = planned.diagnostics.filter((d) => !applies || !isOfCheckBlock(checkables.owner(d)));
  sort(ofPlan, run.command === "apply");
  let state = planned.priorState;
  if (applies) {
    const applied = await applyPlan(context, engine, planned);
    state = applied.state;
    sort(applied.diagnostics, false);
    if (targeted) found.others.push(TARGETED_APPLY);
  }
  if (applies) {
    context.states.delete(key);
    const any = held.planned || [...planned.changes].some(({ address }) => address.resource.mode === "managed");
    context.states.set(key, { ...held, state, run, engine, planned: any });
  }
  diagnostics.push(...warnings, ...found.others);
  if (found.early.length > 0) diagnostics.push(...found.early, failedWhilePlanning(found.met, expected.failures));
  // What kept an apply from being begun is all there is to tell.
  const looked = run.command === "plan" || !planned.errored;
  for (const { address, range } of looked ? unique(expected.failures) : []) {
    if (!found.met.has(address)) diagnostics.push(missingFailure(address, range));
  }
  if (hasErrors(diagnostics)) return { status: "error" };
  const outcome = outcomeOf(run, engine, planned, state);
  if (expected.failures.length > 0 && planned.errored) return { status: "pass", ...outcome };
  const status = assertAll(
    context,
    run,
    engine,
    run.command === "apply" ? objectsOfState(state) : objectsOfPlan(planned),
    extra,
    diagnostics,
  );
  return { status, ...outcome };
}

function missingDefinition({ inParent }: TestRun["providers"][number]): Diagnostic {
  const { localName, alias, nameRange } = inParent;
  return errorAt(
    nameRange,
    `Missing provider definition for ${alias === undefined ? localName : `${localName}.${alias}`}`,
    "This provider block references a provider definition that does not exist.",
  );
}

function outcomeOf(run: TestRun, { providers }: Engine, planned: Plan, state: State): Pick<ExecutedRun, "outcome"> {
  if (planned.errored) return { outcome: { plan: planned, providers } };
  return { outcome: run.command === "apply" ? { state, providers } : { plan: planned, providers } };
}

const unique = <T extends { readonly address: string }>(all: readonly T[]): T[] => [
  ...new Map(all.map((item) => [item.address, item])).values(),
];

const isOfCheckBlock = (owner: string | undefined): boolean => owner !== undefined && /(?:^|\.)check\./.test(owner);

/** A check that fails is only a warning, except in a test. */
function asError(diagnostic: Diagnostic, owner: string | undefined): Diagnostic {
  const isCheck = owner?.startsWith("check.") === true && diagnostic.summary === "Check block assertion failed";
  return isCheck ? { ...diagnostic, severity: "error" } : diagnostic;
}

/** A refused value is pointed at where the test gives it. */
function atValue(diagnostic: Diagnostic, owner: string | undefined, { file }: FileContext, run: TestRun): Diagnostic {
  if (diagnostic.summary !== "Invalid value for variable" || !owner?.startsWith("var.")) return diagnostic;
  const name = owner.slice("var.".length);
  const given = run.variables.get(name) ?? file.variables.get(name);
  return given ? { ...diagnostic, subject: given.expression.range } : diagnostic;
}

/** The instances of an object whose conditions failed with this message. */
const failedInstances = (planned: Plan, owner: string, message: string): readonly string[] =>
  planned.checks
    .results()
    .filter(({ config_addr }) => config_addr === owner)
    .flatMap(({ objects }) => objects ?? [])
    .filter(({ failure_messages }) => failure_messages?.includes(message))
    .map(({ object_addr }) => object_addr);

function failedWhilePlanning(
  addresses: ReadonlySet<string>,
  expected: ReturnType<typeof readExpectations>["failures"],
): Diagnostic {
  const [address = ""] = addresses;
  // Of variables Terraform does not say where.
  const place = address.startsWith("var.") ? undefined : expected.find((failure) => failure.address === address)?.range;
  return {
    ...(place ? { subject: place } : {}),
    severity: "warning",
    summary: "Expected failure while planning",
    detail: `A custom condition within ${address} failed during the planning stage and prevented the requested apply operation. While this was an expected failure, the apply operation could not be executed and so the overall test case will be marked as a failure and the original diagnostic included in the test report.`,
  };
}

async function makeEngine(
  context: FileContext,
  run: TestRun,
  tree: ModuleTree,
  mocks: Parameters<typeof mockable>[1],
): Promise<{ engine: Engine | undefined; extra: ReadonlyMap<string, Value>; problems: Diagnostic[] }> {
  const { options } = context;
  const problems: Diagnostic[] = [];
  const types = new Map<string, ProviderType>();
  const lookup = async (source: string): Promise<ProviderType | undefined> => {
    const known = types.get(source);
    if (known) return known;
    const real = await options.lookup(source);
    const type = real && mockable(real, mocks);
    if (type) types.set(source, type);
    return type;
  };
  const providers = new ProviderTypes(lookup);
  for (const source of providerRequirements(tree).keys()) await providers.load(source);
  const { values, refused, extra } = runVariables(context, run, tree, problems);
  const workspace = "default";
  if (!hasErrors(problems)) {
    problems.push(...(await validateConfiguration(tree, { host: options.host, workspace, lookup })));
  }
  if (hasErrors(problems)) return { engine: undefined, extra, problems };
  return { engine: { tree, providers, types, variables: values, refused }, extra, problems };
}

/** Values of the module's variables, and of all variables that assertions may speak of. */
function runVariables(
  { options, file, outputs }: FileContext,
  run: TestRun,
  tree: ModuleTree,
  diagnostics: Diagnostic[],
): Pick<Engine, "refused"> & { values: ReadonlyMap<string, Value>; extra: ReadonlyMap<string, Value> } {
  const { directory, environment, sources, given } = options;
  const beside = file.path.startsWith(`${options.testDirectory}/`) ? testVariableFiles(options) : [];
  const all = [...beside, ...given];
  const collected = collectVariables(tree.module, { directory, environment, given: all, sources });
  // What is given for the whole test may be meant for another run's module.
  const isMeantElsewhere = ({ summary }: Diagnostic): boolean => summary === "Value for undeclared variable";
  // A value that another one takes the place of is not looked at.
  const replaced = [...collected.refused].filter(([name]) => file.variables.has(name) || run.variables.has(name));
  const unneeded = new Set(replaced.flatMap(([, found]) => found));
  diagnostics.push(
    ...collected.diagnostics.filter(
      (found) => found.severity === "error" && !isMeantElsewhere(found) && !unneeded.has(found),
    ),
  );
  const missing = new Set(collected.missing.map(({ name }) => name));
  const values = new Map([...collected.values].filter(([name]) => !missing.has(name)));
  const extra = new Map(values);
  const refused = new Map<string, readonly Diagnostic[]>();
  const globals = new Map([...collected.undeclared, ...extra]);
  const define = (attributes: ReadonlyMap<string, Attribute>, scope: Scope, isRun: boolean): void => {
    for (const { name, expression } of attributes.values()) {
      const { value, diagnostics: problems } = evaluate(expression, scope);
      diagnostics.push(...problems);
      if (hasErrors(problems)) continue;
      extra.set(name, value);
      const variable = tree.module.variables.get(name);
      if (variable) {
        const ready = prepareVariable(variable, value, { kind: "file", range: expression.range });
        refused.delete(name);
        if (hasErrors(ready.diagnostics)) refused.set(name, ready.diagnostics);
        else diagnostics.push(...ready.diagnostics);
        values.set(name, ready.value);
        missing.delete(name);
      } else if (isRun) {
        const detail = `The module under test does not declare a variable named ${JSON.stringify(name)}, but it is declared in run block ${JSON.stringify(run.name)}.`;
        diagnostics.push(warningAt(expression.range, "Value for undeclared variable", detail));
      }
    }
  };
  define(file.variables, variablesScope(directory, globals, undefined), false);
  define(run.variables, variablesScope(directory, new Map(extra), { file, done: outputs }), true);
  for (const name of missing) {
    const variable = tree.module.variables.get(name);
    if (!variable || run.variables.has(name) || file.variables.has(name)) continue;
    const detail = `The module under test for run block ${JSON.stringify(run.name)} has a required variable ${JSON.stringify(name)} with no set value. Use a -var or -var-file command line argument or add this variable into a "variables" block within the test file or run block.`;
    diagnostics.push(errorAt(variable.range, "No value for required variable", detail));
  }
  return { values, refused, extra };
}

/** Variable files beside the tests, for the tests that are there. */
function testVariableFiles({ directory, testDirectory }: FileContext["options"]): { name: string; value: string }[] {
  let names: string[];
  try {
    names = readdirSync(join(directory, testDirectory));
  } catch {
    return [];
  }
  const chosen = [
    ...["terraform.tfvars", "terraform.tfvars.json"].filter((name) => names.includes(name)),
    ...names.filter((name) => /\.auto\.tfvars(\.json)?$/.test(name)).sort(compareUtf8),
  ];
  return chosen.map((name) => ({ name: "var-file", value: join(testDirectory, name) }));
}

function planRun({ options }: FileContext, run: TestRun, engine: Engine, state: State): Promise<Plan> {
  const { refreshOnly, refresh, replace, target } = run.planOptions;
  const targets = target
    .map((traversal): Target | undefined => parseAddress(traversal, []))
    .filter((address) => address !== undefined);
  return plan({
    ...engineOptions(options, engine),
    state,
    refusedVariables: engine.refused,
    mode: refreshOnly ? "refresh-only" : "normal",
    refresh,
    targets,
    replace: replace.map(traversalText),
  });
}

const engineOptions = (options: FileContext["options"], engine: Engine) => ({
  tree: engine.tree,
  providers: engine.providers,
  host: options.host,
  variables: engine.variables,
  directory: options.directory,
  workspace: "default",
  parallelism: 10,
  events: { emit: () => undefined },
  interrupted: options.interrupted,
});

function applyPlan({ options }: FileContext, engine: Engine, planned: Plan): ReturnType<typeof apply> {
  return apply({ ...engineOptions(options, engine), plan: planned, onStateChange: () => undefined });
}

/** What the plan says the objects will be. */
const objectsOfPlan =
  (planned: Plan): ReturnType<typeof objectsOfState> =>
  (resource, type) => {
    const objects = new Map(objectsOfState(planned.priorState)(resource, type));
    for (const { address, after, deposed } of planned.changes.inResource(resource)) {
      if (deposed !== undefined) continue;
      if (after.isNull) objects.delete(address.key);
      else objects.set(address.key, after);
    }
    return [...objects];
  };

function assertAll(
  { options, file, outputs }: FileContext,
  run: TestRun,
  { tree, types, variables }: Engine,
  objects: ReturnType<typeof objectsOfState>,
  extra: ReadonlyMap<string, Value>,
  diagnostics: Diagnostic[],
): TestStatus {
  const { directory } = options;
  const schemaOf = schemaLookup(types);
  const providerFunction = providerFunctions(types, options.host);
  const values = new ConsoleValues({
    root: tree,
    objects,
    variables,
    directory,
    workspace: "default",
    schemaOf,
    providerFunction,
  });
  const scope = assertionScope(values, tree, extra, file, outputs);
  let status: TestStatus = "pass";
  for (const assertion of run.assertions) {
    const outcome = checkAssertion(assertion, scope);
    diagnostics.push(...outcome.diagnostics);
    if (outcome.status === "error" || (outcome.status === "fail" && status === "pass")) status = outcome.status;
  }
  const inner = values.scope(tree, []);
  const names = [...tree.module.outputs.keys()];
  outputs.set(run.name, new Map(names.map((name) => [name, outputValue(tree, name, inner)])));
  return status;
}

export async function tearDown(
  context: FileContext,
  { state, engine, run, planned }: TestState,
): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly left: readonly string[] }> {
  if (!engine || !(planned || state.resources.size > 0)) return { diagnostics: [], left: [] };
  const { options, file } = context;
  options.events.runTearsDown(file, run);
  const destroy = await plan({
    ...engineOptions(options, engine),
    state,
    mode: "destroy",
    refresh: true,
    targets: [],
    replace: [],
  });
  if (destroy.errored) return { diagnostics: destroy.diagnostics, left: addressesIn(state) };
  const applied = await applyPlan(context, engine, destroy);
  return {
    diagnostics: applied.diagnostics.filter(({ severity }) => severity === "error"),
    left: addressesIn(applied.state),
  };
}

const addressesIn = (state: State): string[] =>
  sortedResources(state)
    .filter(({ address }) => address.resource.mode === "managed")
    .flatMap((resource) =>
      sortedInstances(resource).map(({ key }) => printResourceInstance({ ...resource.address, key })),
    );
