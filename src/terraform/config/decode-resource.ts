/** `resource`, `data` and `ephemeral` blocks. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { printRange } from "../../hcl/source.ts";
import type { Block, Expression } from "../../hcl/syntax.ts";
import { impliedProvider, impliedProviderName } from "../addresses/provider.ts";
import type { ResourceMode } from "../addresses/resource.ts";
import {
  bodyWithEscape,
  decodeDependsOn,
  decodeProviderReference,
  repetition,
  reservedBlock,
} from "./common-arguments.ts";
import { type BodyContent, partialContent } from "./content.ts";
import { decodeLifecycle, EMPTY_LIFECYCLE, type Lifecycle } from "./decode-lifecycle.ts";
import { decodeProvisioner, refuseForeignReferences } from "./decode-provisioner.ts";
import { BAD_IDENTIFIER, isIdentifier } from "./identifier.ts";
import type { Connection, Provisioner, Resource } from "./module.ts";

const ATTRIBUTES = { count: {}, for_each: {}, provider: {}, depends_on: {} } as const;

const MANAGED = {
  attributes: ATTRIBUTES,
  blocks: { locals: [], lifecycle: [], connection: [], provisioner: ["type"], _: [] },
} as const;

const UNMANAGED = { attributes: ATTRIBUTES, blocks: { lifecycle: [], locals: [], _: [] } } as const;

/** What a block of each mode is called in messages. */
const BLOCK_NAMES: Readonly<Record<ResourceMode, string>> = {
  managed: "resource",
  data: "data",
  ephemeral: "ephemeral",
};

export interface DecodedResource extends Resource {
  /** Arguments of Terraform's own that the block has. */
  readonly given: ReadonlySet<string>;
}

/** Summaries for a type and a name that are none. */
const NO_NAME: Readonly<Record<ResourceMode, readonly [type: string, name: string]>> = {
  managed: ["Invalid resource type name", "Invalid resource name"],
  data: ["Invalid data source name", "Invalid data resource name"],
  ephemeral: ["Invalid ephemeral resource type", "Invalid ephemeral resource name"],
};

export function decodeResource(
  block: Block,
  mode: ResourceMode,
  options: { readonly override: boolean; readonly check?: string },
  diagnostics: Diagnostic[],
): DecodedResource {
  const [type = "", name = ""] = block.labels;
  const [typeRange = block.headerRange, nameRange = block.headerRange] = block.labelRanges;
  const content = partialContent(block.body, mode === "managed" ? MANAGED : UNMANAGED, diagnostics);
  const { attributes, blocks } = content;
  const [ofType, ofName] = NO_NAME[mode];
  if (!isIdentifier(type)) diagnostics.push(errorAt(typeRange, ofType, BAD_IDENTIFIER));
  if (!isIdentifier(name)) diagnostics.push(errorAt(nameRange, ofName, BAD_IDENTIFIER));
  const nested = options.check !== undefined;
  const repeated = nested ? refuseRepetition(content, diagnostics) : repetition(content, diagnostics);
  const providerAttribute = attributes.get("provider");
  const providerReference =
    providerAttribute && decodeProviderReference(providerAttribute.expression, "provider", diagnostics);
  const dependsOn = decodeDependsOn(attributes.get("depends_on"), diagnostics);
  const inBlocks: Diagnostic[] = [];
  const lifecycle = readLifecycle(blocks, { mode, type, name }, nested, options.override, inBlocks);
  const { connection, provisioners } = readProvisioners(blocks, inBlocks);
  // What is wrong inside the blocks is told in the order of the blocks, whatever their kind.
  diagnostics.push(...inBlocks.sort((a, b) => (a.subject?.start.byte ?? 0) - (b.subject?.start.byte ?? 0)));
  for (const inner of blocks) if (inner.type === "locals") diagnostics.push(reservedBlock(inner, BLOCK_NAMES[mode]));
  const body = bodyWithEscape(content, "resource-type-specific", BLOCK_NAMES[mode], diagnostics);
  const providerConfig = providerReference ?? { localName: impliedProviderName(type) };
  return {
    mode,
    type,
    name,
    ...repeated,
    ...(providerReference ? { providerReference } : {}),
    providerConfig,
    // The module's requirements decide; see assemble-module.ts.
    provider: impliedProvider(providerConfig.localName),
    dependsOn,
    ...(connection ? { connection } : {}),
    provisioners,
    ...lifecycle,
    body,
    range: block.headerRange,
    typeRange,
    ...(options.check === undefined ? {} : { check: options.check }),
    given: new Set(attributes.keys()),
  };
}

function refuseRepetition({ attributes }: BodyContent, diagnostics: Diagnostic[]): Record<string, Expression> {
  for (const name of ["count", "for_each"]) {
    const attribute = attributes.get(name);
    if (!attribute) continue;
    const detail = 'The "count" and "for_each" meta-arguments are not supported within nested data blocks.';
    diagnostics.push(errorAt(attribute.nameRange, `Invalid "${name}" attribute`, detail));
  }
  return {};
}

function readLifecycle(
  blocks: readonly Block[],
  self: Pick<Resource, "mode" | "type" | "name">,
  nested: boolean,
  override: boolean,
  diagnostics: Diagnostic[],
): Lifecycle {
  const all = blocks.filter(({ type }) => type === "lifecycle");
  if (nested) {
    for (const block of all) {
      const detail =
        'Nested data blocks do not support "lifecycle" blocks as the lifecycle is managed by the containing block.';
      diagnostics.push(errorAt(block.headerRange, "Invalid lifecycle block", detail));
    }
    return EMPTY_LIFECYCLE;
  }
  const [first, ...others] = all;
  for (const block of others) {
    const detail = `This resource already has a lifecycle block at ${printRange((first as Block).headerRange)}.`;
    diagnostics.push(errorAt(block.headerRange, "Duplicate lifecycle block", detail));
  }
  return first ? decodeLifecycle(first, self, override, diagnostics) : EMPTY_LIFECYCLE;
}

function readProvisioners(
  blocks: readonly Block[],
  diagnostics: Diagnostic[],
): { readonly connection?: Connection; readonly provisioners: readonly Provisioner[] } {
  const [first, ...others] = blocks.filter(({ type }) => type === "connection");
  for (const block of others) {
    const detail = `This resource already has a connection block at ${printRange((first as Block).headerRange)}.`;
    diagnostics.push(errorAt(block.headerRange, "Duplicate connection block", detail));
  }
  const provisioners = blocks
    .filter(({ type }) => type === "provisioner")
    .flatMap((block) => {
      const provisioner = decodeProvisioner(block, diagnostics);
      return provisioner ? [provisioner] : [];
    });
  if (!first) return { provisioners };
  if (provisioners.some(({ when }) => when === "destroy")) refuseForeignReferences(first.body, diagnostics);
  return { connection: { body: first.body, range: first.headerRange }, provisioners };
}
