/** Reads test files. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { printRange } from "../../hcl/source.ts";
import type { Attribute, Block, SourceFile } from "../../hcl/syntax.ts";
import { localProviderKey } from "../addresses/provider.ts";
import { decodeDependsOn } from "../config/common-arguments.ts";
import { constantBool, constantString, versionArgument } from "../config/constant.ts";
import { bodyContent, justAttributes } from "../config/content.ts";
import { decodeCheckRule } from "../config/decode-check-rule.ts";
import { decodePassedProviders } from "../config/decode-module-call.ts";
import { decodeProvider } from "../config/decode-provider.ts";
import { BAD_IDENTIFIER, isIdentifier } from "../config/identifier.ts";
import type { ProviderConfig } from "../config/module.ts";
import { parseModuleSource, parseRegistrySource } from "../config/module-source.ts";
import { asKeyword } from "../config/static-expression.ts";
import { decodeMockProvider, decodeOverride, type MockFiles, OVERRIDES, refuseDuplicates } from "./decode-overrides.ts";
import type { MockProvider, Override, PlanOptionsBlock, TestFile, TestModule, TestRun } from "./test-file.ts";

const FILE = {
  blocks: { run: ["name"], variables: [], provider: ["name"], mock_provider: ["name"], ...OVERRIDES },
} as const;

const RUN = {
  attributes: { command: {}, providers: {}, expect_failures: {}, state_key: {} },
  blocks: { plan_options: [], assert: [], variables: [], module: [], ...OVERRIDES },
} as const;

export function decodeTestFile(file: SourceFile, mockFiles: MockFiles, diagnostics: Diagnostic[]): TestFile {
  const { blocks } = bodyContent(file.body, FILE, diagnostics);
  const providers = new Map<string, ProviderConfig | MockProvider>();
  const overrides: Override[] = [];
  const runs = new Map<string, TestRun>();
  let variables: Block | undefined;
  for (const block of blocks) {
    switch (block.type) {
      case "run": {
        const run = decodeRun(block, diagnostics);
        const existing = runs.get(run.name);
        if (existing) {
          const detail = `This test file already has a run named ${run.name} block defined at ${printRange(existing.range)}.`;
          diagnostics.push(errorAt(block.headerRange, 'Duplicate "run" block names', detail));
        } else {
          runs.set(run.name, run);
        }
        break;
      }
      case "variables":
        if (variables) diagnostics.push(secondVariables(block, variables, "test file"));
        else variables = block;
        break;
      case "provider":
      case "mock_provider":
        addProvider(providers, block, mockFiles, diagnostics);
        break;
      default: {
        const override = decodeOverride(block, diagnostics);
        if (override) overrides.push(override);
      }
    }
  }
  return {
    path: file.filename,
    providers,
    variables: variables ? justAttributes(variables.body, diagnostics) : new Map(),
    overrides: refuseDuplicates(overrides, diagnostics),
    runs: [...runs.values()],
  };
}

const secondVariables = (block: Block, first: Block, where: string): Diagnostic =>
  errorAt(
    block.headerRange,
    'Multiple "variables" blocks',
    `This ${where} already has a variables block defined at ${printRange(first.headerRange)}.`,
  );

function addProvider(
  providers: Map<string, ProviderConfig | MockProvider>,
  block: Block,
  mockFiles: MockFiles,
  diagnostics: Diagnostic[],
): void {
  const problems: Diagnostic[] = [];
  const provider =
    block.type === "provider" ? decodeProvider(block, problems) : decodeMockProvider(block, mockFiles, problems);
  const version = block.body.attributes.get("version");
  if (block.type === "provider" && version) {
    const detail =
      "Version constraints inside provider configuration blocks are not allowed in test files. To silence this error, move the provider version constraint into the required_providers block of the configuration that uses this provider.";
    const summary = "Version constraints are not allowed in test files";
    diagnostics.push(errorAt(version.expression.range, summary, detail));
  } else {
    diagnostics.push(...problems);
  }
  if (!provider) return;
  const key = localProviderKey({ localName: provider.name, alias: provider.alias });
  const existing = providers.get(key);
  if (existing) {
    const range = "nameRange" in existing ? existing.nameRange : existing.range;
    const detail = `A provider for ${key} is already defined at ${printRange(range)}.`;
    diagnostics.push(errorAt(block.headerRange, "Duplicate provider block", detail));
    return;
  }
  providers.set(key, provider);
}

function decodeRun(block: Block, diagnostics: Diagnostic[]): TestRun {
  const [name = ""] = block.labels;
  const { attributes, blocks } = bodyContent(block.body, RUN, diagnostics);
  if (!isIdentifier(name)) {
    diagnostics.push(errorAt(block.labelRanges[0] ?? block.headerRange, "Invalid run block name", BAD_IDENTIFIER));
  }
  const ofType = (type: string): Block[] => blocks.filter((inner) => inner.type === type);
  const [variables, otherVariables] = ofType("variables");
  if (variables && otherVariables) diagnostics.push(secondVariables(otherVariables, variables, "run block"));
  const [options] = single(ofType("plan_options"), "plan_options", diagnostics);
  const [module] = single(ofType("module"), "module", diagnostics);
  const testModule = module && decodeModule(module, diagnostics);
  const providers = attributes.get("providers");
  const stateKey = attributes.get("state_key");
  const key = stateKey && constantString(stateKey.expression, diagnostics);
  return {
    name,
    command: decodeCommand(attributes.get("command"), diagnostics),
    planOptions: options ? decodePlanOptions(options, diagnostics) : DEFAULT_OPTIONS,
    variables: variables ? justAttributes(variables.body, diagnostics) : new Map(),
    assertions: ofType("assert").map((inner) => decodeCheckRule(inner, false, diagnostics)),
    ...(testModule ? { module: testModule } : {}),
    providers: providers ? decodePassedProviders(providers, diagnostics) : [],
    expectFailures: decodeDependsOn(attributes.get("expect_failures"), diagnostics),
    overrides: refuseDuplicates(
      blocks
        .filter(({ type }) => Object.hasOwn(OVERRIDES, type))
        .flatMap((inner) => decodeOverride(inner, diagnostics) ?? []),
      diagnostics,
    ),
    ...(key === undefined ? {} : { stateKey: key }),
    range: block.headerRange,
  };
}

function single(blocks: readonly Block[], type: string, diagnostics: Diagnostic[]): readonly Block[] {
  const [first, second] = blocks;
  if (first && second) {
    const detail = `This run block already has a ${type} block defined at ${printRange(first.headerRange)}.`;
    diagnostics.push(errorAt(second.headerRange, `Multiple "${type}" blocks`, detail));
  }
  return blocks;
}

function decodeCommand(attribute: Attribute | undefined, diagnostics: Diagnostic[]): TestRun["command"] {
  if (!attribute) return "apply";
  const keyword = asKeyword(attribute.expression);
  if (keyword === "apply" || keyword === "plan") return keyword;
  const detail = 'The "command" argument requires one of the following keywords without quotes: apply or plan.';
  diagnostics.push(errorAt(attribute.expression.range, 'Invalid "command" keyword', detail));
  return "apply";
}

const DEFAULT_OPTIONS: PlanOptionsBlock = { refreshOnly: false, refresh: true, replace: [], target: [] };

function decodePlanOptions(block: Block, diagnostics: Diagnostic[]): PlanOptionsBlock {
  const schema = { attributes: { mode: {}, refresh: {}, replace: {}, target: {} } };
  const { attributes } = bodyContent(block.body, schema, diagnostics);
  const mode = attributes.get("mode");
  const keyword = mode ? asKeyword(mode.expression) : "normal";
  if (mode && keyword !== "normal" && keyword !== "refresh-only") {
    const detail = 'The "mode" argument requires one of the following keywords without quotes: normal or refresh-only';
    diagnostics.push(errorAt(mode.expression.range, 'Invalid "mode" keyword', detail));
  }
  const refreshAttribute = attributes.get("refresh");
  const refresh = (refreshAttribute && constantBool(refreshAttribute.expression, diagnostics)) ?? true;
  const refreshOnly = keyword === "refresh-only";
  if (refreshOnly && !refresh && refreshAttribute) {
    const detail = 'The "refresh" option cannot be set to false when running a test in "refresh-only" mode.';
    diagnostics.push(errorAt(refreshAttribute.range, "Incompatible plan options", detail));
  }
  return {
    refreshOnly,
    refresh,
    replace: decodeDependsOn(attributes.get("replace"), diagnostics),
    target: decodeDependsOn(attributes.get("target"), diagnostics),
  };
}

function decodeModule(block: Block, diagnostics: Diagnostic[]): TestModule {
  const schema = { attributes: { source: {}, version: {} } };
  const { attributes } = bodyContent(block.body, schema, diagnostics);
  const versionAttribute = attributes.get("version");
  const version = versionAttribute && versionArgument(versionAttribute, diagnostics);
  const sourceAttribute = attributes.get("source");
  if (!sourceAttribute) {
    const detail = "You must specify a source attribute when executing alternate modules during test executions.";
    diagnostics.push(errorAt(block.headerRange, 'Missing "source" attribute for module block', detail));
  }
  const sourceText = sourceAttribute && constantString(sourceAttribute.expression, diagnostics);
  const parsed =
    sourceText === undefined
      ? undefined
      : versionAttribute
        ? parseRegistrySource(sourceText)
        : parseModuleSource(sourceText);
  const source = parsed && "source" in parsed ? parsed.source : undefined;
  if (sourceAttribute && sourceText !== undefined && source?.kind !== "local" && source?.kind !== "registry") {
    const detail = "Only local or registry module sources are currently supported from within test run blocks.";
    diagnostics.push(errorAt(sourceAttribute.expression.range, "Invalid module source address", detail));
  }
  return { source, sourceText: sourceText ?? "", ...(version ? { version } : {}), range: block.headerRange };
}
