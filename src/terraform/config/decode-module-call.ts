/** `module` blocks. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { printRange, rangeBetween, type SourceRange } from "../../hcl/source.ts";
import type { Attribute, Block } from "../../hcl/syntax.ts";
import { printLocalProviderConfig } from "../addresses/provider.ts";
import {
  bodyWithEscape,
  decodeDependsOn,
  decodeProviderReference,
  repetition,
  reservedBlock,
} from "./common-arguments.ts";
import { constantString, versionArgument } from "./constant.ts";
import { partialContent } from "./content.ts";
import { BAD_IDENTIFIER, isIdentifier } from "./identifier.ts";
import type { ModuleCall, PassedProvider } from "./module.ts";
import { MODULE_SCHEMA } from "./module-schema.ts";
import { type ModuleSource, parseModuleSource, parseRegistrySource } from "./module-source.ts";
import { asMap } from "./static-expression.ts";

export interface DecodedModuleCall extends ModuleCall {
  readonly given: ReadonlySet<string>;
}

export function decodeModuleCall(block: Block, override: boolean, diagnostics: Diagnostic[]): DecodedModuleCall {
  const [name = ""] = block.labels;
  const [nameRange = block.headerRange] = block.labelRanges;
  const schema = override
    ? { ...MODULE_SCHEMA, attributes: { ...MODULE_SCHEMA.attributes, source: {} } }
    : MODULE_SCHEMA;
  const content = partialContent(block.body, schema, diagnostics);
  const { attributes, blocks } = content;
  const named = isIdentifier(name);
  if (!named) diagnostics.push(errorAt(nameRange, "Invalid module instance name", BAD_IDENTIFIER));
  const versionAttribute = attributes.get("version");
  const version = versionAttribute && versionArgument(versionAttribute, diagnostics);
  const sourceAttribute = attributes.get("source");
  const source = sourceAttribute && decodeSource(sourceAttribute, versionAttribute !== undefined, diagnostics);
  const repeated = repetition(content, diagnostics);
  const dependsOn = decodeDependsOn(attributes.get("depends_on"), diagnostics);
  const providersAttribute = attributes.get("providers");
  const providers = providersAttribute ? decodePassedProviders(providersAttribute, diagnostics) : [];
  const body = bodyWithEscape(content, "module input variables", "module", diagnostics);
  for (const inner of blocks) if (inner.type !== "_") diagnostics.push(reservedBlock(inner, "module"));
  return {
    name,
    nameRange,
    // A module without a proper name is not looked for.
    source: named ? source?.source : undefined,
    sourceText: source?.text ?? "",
    ...(sourceAttribute ? { sourceRange: sourceAttribute.expression.range } : {}),
    ...(version ? { version } : {}),
    ...repeated,
    providers,
    dependsOn,
    body,
    range: block.headerRange,
    given: new Set(attributes.keys()),
  };
}

function decodeSource(
  { expression }: Attribute,
  hasVersion: boolean,
  diagnostics: Diagnostic[],
): { readonly text: string; readonly source: ModuleSource | undefined } | undefined {
  const text = constantString(expression, diagnostics);
  if (text === undefined) return undefined;
  const parsed = hasVersion ? parseRegistrySource(text) : parseModuleSource(text);
  if ("source" in parsed) return { text, source: parsed.source };
  if (parsed.maybeRelative) {
    const address = text.replace(/^[A-Za-z0-9]+::/, "");
    const detail = `Terraform failed to determine your intended installation method for remote module package "${address}".\n\nIf you intended this as a path relative to the current module, use "./${address}" instead. The "./" prefix indicates that the address is a relative filesystem path.`;
    diagnostics.push(errorAt(expression.range, "Invalid module source address", detail));
  } else if (hasVersion) {
    const detail = `Failed to parse module registry address: ${parsed.error}.\n\nTerraform assumed that you intended a module registry source address because you also set the argument "version", which applies only to registry modules.`;
    diagnostics.push(errorAt(expression.range, "Invalid registry module source address", detail));
  } else {
    const detail = `Failed to parse module source address: ${parsed.error}.`;
    diagnostics.push(errorAt(expression.range, "Invalid module source address", detail));
  }
  return { text, source: undefined };
}

/** The `providers` map of a module call, and of a run block of a test. */
export function decodePassedProviders({ expression }: Attribute, diagnostics: Diagnostic[]): PassedProvider[] {
  const seen = new Map<string, SourceRange>();
  const passed: PassedProvider[] = [];
  for (const { key, value } of asMap(expression, diagnostics) ?? []) {
    const inChild = decodeProviderReference(key, "providers", diagnostics);
    const inParent = decodeProviderReference(value, "providers", diagnostics);
    if (!inChild || !inParent) continue;
    const address = printLocalProviderConfig(inChild);
    const earlier = seen.get(address);
    if (earlier) {
      const detail = `A provider configuration was already passed to ${address} at ${printRange(earlier)}. Each child provider configuration can be assigned only once.`;
      diagnostics.push(errorAt(value.range, "Duplicate provider address", detail));
      continue;
    }
    seen.set(address, rangeBetween(key.range, value.range));
    passed.push({ inChild, inParent });
  }
  return passed;
}
