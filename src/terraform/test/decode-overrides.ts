/** `mock_provider` and `override_*` blocks of test files. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { printRange } from "../../hcl/source.ts";
import { staticMap, traversalText } from "../../hcl/static.ts";
import type { Attribute, Block } from "../../hcl/syntax.ts";
import { parseAddress } from "../addresses/parse.ts";
import { constantString } from "../config/constant.ts";
import { bodyContent } from "../config/content.ts";
import { readConfigurationFile } from "../config/load-directory.ts";
import { asKeyword, asTraversal } from "../config/static-expression.ts";
import type { Sources } from "../diagnostics/sources.ts";
import { compareUtf8 } from "../lang/type.ts";
import type { MockDefaults, MockProvider, Override } from "./test-file.ts";

export const OVERRIDES = { override_resource: [], override_data: [], override_module: [] } as const;

const MOCK_BLOCKS = { mock_resource: ["type"], mock_data: ["type"], ...OVERRIDES } as const;

/** Where mock files of a `source` are found. */
export interface MockFiles {
  readonly directory: string;
  readonly sources: Sources;
}

export function decodeMockProvider(block: Block, files: MockFiles, diagnostics: Diagnostic[]): MockProvider {
  const schema = { attributes: { alias: {}, source: {}, override_during: {} }, blocks: MOCK_BLOCKS };
  const { attributes, blocks } = bodyContent(block.body, schema, diagnostics);
  const alias = attributes.get("alias");
  const aliasName = alias && constantString(alias.expression, diagnostics);
  const defaults = new Map<string, MockDefaults>();
  const overrides: Override[] = [];
  readMocks(blocks, defaults, overrides, diagnostics);
  const source = attributes.get("source");
  const folder = source && constantString(source.expression, diagnostics);
  if (folder !== undefined) readMockFolder(folder, files, defaults, overrides, diagnostics);
  return {
    mock: true,
    name: block.labels[0] ?? "",
    ...(aliasName ? { alias: aliasName } : {}),
    overrideDuring: decodeDuring(attributes.get("override_during"), diagnostics) ?? "apply",
    defaults,
    overrides,
    range: block.labelRanges[0] ?? block.headerRange,
  };
}

function readMocks(
  blocks: readonly Block[],
  defaults: Map<string, MockDefaults>,
  overrides: Override[],
  diagnostics: Diagnostic[],
): void {
  for (const block of blocks) {
    if (block.type !== "mock_resource" && block.type !== "mock_data") {
      const override = decodeOverride(block, diagnostics);
      if (override) overrides.push(override);
      continue;
    }
    const [type = ""] = block.labels;
    const { attributes } = bodyContent(block.body, { attributes: { defaults: {}, override_during: {} } }, diagnostics);
    const key = `${block.type === "mock_data" ? "data" : "managed"} ${type}`;
    const existing = defaults.get(key);
    if (existing) {
      const detail = `A ${block.type} block for ${type} has already been defined at ${printRange(existing.range)}.`;
      diagnostics.push(errorAt(block.headerRange, `Duplicate ${block.type} block`, detail));
      continue;
    }
    const values = attributes.get("defaults");
    const during = decodeDuring(attributes.get("override_during"), diagnostics);
    defaults.set(key, {
      ...(values ? { values } : {}),
      ...(during ? { overrideDuring: during } : {}),
      range: block.headerRange,
    });
  }
}

function readMockFolder(
  folder: string,
  { directory, sources }: MockFiles,
  defaults: Map<string, MockDefaults>,
  overrides: Override[],
  diagnostics: Diagnostic[],
): void {
  let names: string[];
  try {
    names = readdirSync(join(directory, folder)).filter((name) => /\.tfmock\.(hcl|json)$/.test(name));
  } catch {
    const detail = `The mock data directory ${folder} could not be read.`;
    diagnostics.push({ severity: "error", summary: "Failed to read mock data directory", detail });
    return;
  }
  for (const name of names.sort(compareUtf8)) {
    const file = readConfigurationFile(join(directory, folder, name), join(folder, name), sources, diagnostics);
    if (!file) continue;
    const { blocks } = bodyContent(file.body, { blocks: MOCK_BLOCKS }, diagnostics);
    readMocks(blocks, defaults, overrides, diagnostics);
  }
}

function decodeDuring(attribute: Attribute | undefined, diagnostics: Diagnostic[]): "plan" | "apply" | undefined {
  if (!attribute) return undefined;
  const keyword = asKeyword(attribute.expression);
  if (keyword === "plan" || keyword === "apply") return keyword;
  const detail = "The override_during attribute must be a value of plan or apply.";
  diagnostics.push(errorAt(attribute.range, "Invalid override_during value", detail));
  return undefined;
}

/** What each block may target, as messages say it. */
const TARGETS = {
  override_resource: ["resource", "managed"],
  override_data: ["data", "data"],
  override_module: ["module", undefined],
} as const;

export function decodeOverride(block: Block, diagnostics: Diagnostic[]): Override | undefined {
  const type = block.type as keyof typeof TARGETS;
  const [kind, mode] = TARGETS[type];
  const valuesName = kind === "module" ? "outputs" : "values";
  const schema = { attributes: { target: {}, [valuesName]: {}, override_during: {} } };
  const { attributes } = bodyContent(block.body, schema, diagnostics);
  const targetAttribute = attributes.get("target");
  if (!targetAttribute) {
    const detail = `${type} blocks must specify a target address.`;
    diagnostics.push(errorAt(block.headerRange, "Missing target attribute", detail));
    return undefined;
  }
  const traversal = asTraversal(targetAttribute.expression, diagnostics);
  const target = traversal && parseAddress(traversal, diagnostics);
  if (target && target.resource?.mode !== mode) {
    const wanted = { resource: "resources", data: "data sources", module: "modules" }[kind];
    const detail = `You can only target ${wanted} from ${type} blocks, not ${traversalText(traversal)}.`;
    diagnostics.push(errorAt(targetAttribute.expression.range, "Invalid override target", detail));
    return undefined;
  }
  const values = attributes.get(valuesName);
  if (values && !staticMap(values.expression)) {
    const detail = `${type} blocks must specify a ${valuesName} attribute that is an object.`;
    diagnostics.push(errorAt(values.range, `Invalid ${valuesName} attribute`, detail));
  }
  const during = decodeDuring(attributes.get("override_during"), diagnostics);
  return (
    target && {
      kind,
      targetRange: targetAttribute.range,
      shown: traversalText(traversal),
      target,
      ...(values ? { values } : {}),
      ...(during ? { overrideDuring: during } : {}),
      range: block.headerRange,
    }
  );
}

/** Whether two overrides of one kind target the same; the second is an error. */
export function refuseDuplicates(overrides: readonly Override[], diagnostics: Diagnostic[]): Override[] {
  const kept: Override[] = [];
  for (const override of overrides) {
    const same = kept.find((other) => other.kind === override.kind && other.shown === override.shown);
    if (same) {
      const type = `override_${override.kind}`;
      const detail = `An ${type} block targeting ${override.shown} has already been defined at ${printRange(same.range)}.`;
      diagnostics.push(errorAt(override.range, `Duplicate ${type} block`, detail));
    } else {
      kept.push(override);
    }
  }
  return kept;
}
