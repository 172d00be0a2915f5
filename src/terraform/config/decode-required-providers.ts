/** `required_providers` blocks. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import type { Attribute, Block, Expression } from "../../hcl/syntax.ts";
import { impliedProvider, type LocalProviderConfig, type ProviderSource } from "../addresses/provider.ts";
import { evaluateConstant } from "../lang/evaluate.ts";
import { AMBIGUOUS_KEY } from "../lang/evaluate-object.ts";
import { isPrimitive } from "../lang/friendly-type.ts";
import { checkProviderName } from "./common-arguments.ts";
import { versionArgument, versionConstraint } from "./constant.ts";
import { justAttributes } from "./content.ts";
import type { RequiredProvider } from "./module.ts";
import { parseProviderSource } from "./provider-source.ts";
import { asList, asMap, asTraversal, type StaticPair } from "./static-expression.ts";
import type { VersionConstraint } from "./version-constraint.ts";

export function decodeRequiredProviders(
  block: Block,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, RequiredProvider> | undefined {
  const problems: Diagnostic[] = [];
  const attributes = justAttributes(block.body, problems);
  if (problems.length > 0) {
    diagnostics.push(...problems);
    return undefined;
  }
  const required = new Map<string, RequiredProvider>();
  for (const attribute of attributes.values()) {
    if (!checkProviderName(attribute.name, attribute.expression.range, diagnostics)) continue;
    const before = diagnostics.length;
    const provider = decodeRequirement(attribute, diagnostics);
    // One argument too many, and the block counts for nothing.
    if (diagnostics.slice(before).some(({ detail }) => detail === UNKNOWN_ARGUMENT)) return undefined;
    if (provider) required.set(attribute.name, provider);
  }
  return required;
}

function decodeRequirement(attribute: Attribute, diagnostics: Diagnostic[]): RequiredProvider | undefined {
  const { name, expression } = attribute;
  const range = expression.range;
  const pairs = asMap(expression, []);
  if (!pairs) {
    // Terraform 0.12 took the version constraint alone.
    const alone: Diagnostic[] = [];
    const value = evaluateConstant(expression, alone);
    if (alone.length > 0 || !isPrimitive(value.type)) {
      const detail = "required_providers entries must be strings or objects.";
      diagnostics.push(errorAt(range, INVALID_OBJECT, detail));
      return undefined;
    }
    const version = versionArgument(attribute, diagnostics);
    return { localName: name, source: impliedProvider(name), versions: version ? [version] : [], aliases: [], range };
  }
  const problems: Diagnostic[] = [];
  const parts: Requirement = { versions: [], aliases: [] };
  for (const pair of pairs) {
    decodePart(name, pair, attribute, parts, problems);
    if (problems.at(-1)?.detail === UNKNOWN_ARGUMENT) break;
  }
  diagnostics.push(...problems);
  if (problems.length > 0) return undefined;
  return {
    localName: name,
    source: parts.source ?? impliedProvider(name),
    ...(parts.sourceText === undefined ? {} : { sourceText: parts.sourceText }),
    versions: parts.versions,
    aliases: parts.aliases,
    range,
  };
}

const INVALID_OBJECT = "Invalid required_providers object";
const UNKNOWN_ARGUMENT =
  'required_providers objects can only contain "version", "source" and "configuration_aliases" attributes. To configure a provider, use a "provider" block.';

interface Requirement {
  source?: ProviderSource;
  sourceText?: string;
  versions: VersionConstraint[];
  aliases: LocalProviderConfig[];
}

function decodePart(
  name: string,
  { key, keyword, value }: StaticPair,
  attribute: Attribute,
  parts: Requirement,
  diagnostics: Diagnostic[],
): void {
  const before = diagnostics.length;
  const part = keyword ?? nameOf(key, diagnostics);
  if (diagnostics.length > before) return;
  if (part === "version") {
    const text = stringOf(value, []);
    if (text === undefined) {
      const detail = "Version must be specified as a string.";
      diagnostics.push(errorAt(value.range, "Invalid version constraint", detail));
      return;
    }
    const version = versionConstraint(text, value, attribute.range, diagnostics);
    if (version) parts.versions = [version];
  } else if (part === "source") {
    const text = stringOf(value, []);
    if (text === undefined) {
      diagnostics.push(errorAt(value.range, "Invalid source", "Source must be specified as a string."));
      return;
    }
    const parsed = parseProviderSource(text);
    if ("problem" in parsed) {
      diagnostics.push(errorAt(value.range, parsed.problem.summary, parsed.problem.detail));
      return;
    }
    parts.source = parsed.source;
    parts.sourceText = text;
  } else if (part === "configuration_aliases") {
    parts.aliases.push(...decodeAliases(name, value, diagnostics));
  } else {
    diagnostics.push(errorAt(key.range, INVALID_OBJECT, UNKNOWN_ARGUMENT));
  }
}

function nameOf(key: Expression, diagnostics: Diagnostic[]): string | undefined {
  if (key.kind !== "scope-traversal") return stringOf(key, diagnostics);
  diagnostics.push(errorAt(key.range, "Ambiguous attribute key", AMBIGUOUS_KEY));
  return undefined;
}

function stringOf(expression: Expression, diagnostics: Diagnostic[]): string | undefined {
  const { content } = evaluateConstant(expression, diagnostics);
  return typeof content === "string" ? content : undefined;
}

function decodeAliases(name: string, value: Expression, diagnostics: Diagnostic[]): LocalProviderConfig[] {
  const refuse = (detail: string): [] => {
    diagnostics.push(errorAt(value.range, "Invalid configuration_aliases value", detail));
    return [];
  };
  return (asList(value, diagnostics) ?? []).flatMap((item) => {
    const traversal = asTraversal(item, diagnostics);
    if (!traversal) return [];
    const { root, steps } = traversal;
    const [step] = steps;
    if (steps.length > 1 || (step && step.kind !== "attribute")) {
      return refuse(
        "Configuration aliases can only contain references to local provider configuration names in the format of provider.alias",
      );
    }
    if (root !== name) {
      return refuse(
        `Configuration aliases must be prefixed with the provider name. Expected "${name}", but found "${root}".`,
      );
    }
    return [{ localName: root, alias: step?.name }];
  });
}
