/** `moved`, `removed` and `import` blocks: what became of an object, told by addresses. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import { NOWHERE, type SourceRange } from "../../hcl/source.ts";
import type { Block, Expression, Traversal, TraversalStep } from "../../hcl/syntax.ts";
import { type ParsedAddress, parseAddress } from "../addresses/parse.ts";
import { decodeProviderReference } from "./common-arguments.ts";
import { constantBool } from "./constant.ts";
import { bodyContent } from "./content.ts";
import { decodeProvisioner } from "./decode-provisioner.ts";
import type { Import, Moved, Provisioner, Removed, RemovedTarget } from "./module.ts";
import { asTraversal, unwrapJsonReference } from "./static-expression.ts";

const MOVED = { attributes: { from: { required: true }, to: { required: true } } } as const;

export function decodeMoved(block: Block, diagnostics: Diagnostic[]): Moved | undefined {
  const problems: Diagnostic[] = [];
  const { attributes } = bodyContent(block.body, MOVED, problems);
  const endpoint = (name: string): ParsedAddress | undefined => {
    const attribute = attributes.get(name);
    const traversal = attribute && asTraversal(attribute.expression, problems);
    return traversal && parseAddress(traversal, problems);
  };
  const from = endpoint("from");
  const to = endpoint("to");
  diagnostics.push(...problems);
  if (!from || !to || hasErrors(problems)) return undefined;
  if ((from.resource === undefined) !== (to.resource === undefined)) {
    const detail = 'The "from" and "to" addresses must either both refer to resources or both refer to modules.';
    diagnostics.push(errorAt(block.headerRange, 'Invalid "moved" addresses', detail));
    return undefined;
  }
  return { from, to, range: block.headerRange };
}

const REMOVED = {
  attributes: { from: { required: true } },
  blocks: { lifecycle: [], provisioner: ["type"], connection: [] },
} as const;

export function decodeRemoved(block: Block, diagnostics: Diagnostic[]): Removed | undefined {
  const { attributes, blocks } = bodyContent(block.body, REMOVED, diagnostics);
  const attribute = attributes.get("from");
  const traversal = attribute && asTraversal(attribute.expression, diagnostics);
  const from = traversal && decodeRemovedTarget(traversal, diagnostics);
  let destroy = true;
  const provisioners: Provisioner[] = [];
  const isManaged = from?.resource !== undefined;
  for (const inner of blocks) {
    if (inner.type === "lifecycle") {
      const { attributes: lifecycle } = bodyContent(inner.body, { attributes: { destroy: {} } }, diagnostics);
      const flag = lifecycle.get("destroy");
      if (flag) destroy = constantBool(flag.expression, diagnostics) ?? true;
    } else if (inner.type === "connection") {
      if (isManaged) continue;
      const detail =
        "Provisioner connection configuration is valid only when a removed block targets a managed resource.";
      diagnostics.push(errorAt(inner.headerRange, "Invalid connection block", detail));
    } else {
      const provisioner = decodeRemovedProvisioner(inner, isManaged, diagnostics);
      if (provisioner) provisioners.push(provisioner);
    }
  }
  return from && { from, destroy, provisioners, range: block.headerRange };
}

function decodeRemovedProvisioner(
  block: Block,
  isManaged: boolean,
  diagnostics: Diagnostic[],
): Provisioner | undefined {
  const refuse = (detail: string): undefined => {
    diagnostics.push(errorAt(block.headerRange, "Invalid provisioner block", detail));
    return undefined;
  };
  if (!isManaged) return refuse("Provisioners are valid only when a removed block targets a managed resource.");
  const provisioner = decodeProvisioner(block, diagnostics);
  if (!provisioner || provisioner.when === "destroy") return provisioner;
  return refuse(
    'Only destroy-time provisioners are valid in "removed" blocks. To declare a destroy-time provisioner, use:\n    when = destroy',
  );
}

function decodeRemovedTarget(traversal: Traversal, diagnostics: Diagnostic[]): RemovedTarget | undefined {
  const address = parseAddress(traversal, diagnostics);
  if (!address) return undefined;
  const { module, resource, key, range } = address;
  const indexes = traversal.steps.filter(({ kind }) => kind === "index");
  if (key !== undefined) {
    const detail =
      'Resource address must be a resource (e.g. "test_instance.foo"), not a resource instance (e.g. "test_instance.foo[1]").';
    diagnostics.push(errorAt(indexes.at(-1)?.range ?? range, "Resource instance keys not allowed", detail));
    return undefined;
  }
  if (module.some((step) => step.key !== undefined)) {
    const detail = 'Module address must be a module (e.g. "module.foo"), not a module instance (e.g. "module.foo[1]").';
    diagnostics.push(errorAt(indexes[0]?.range ?? range, "Module instance keys not allowed", detail));
    return undefined;
  }
  if (resource && resource.mode !== "managed") {
    const isData = resource.mode === "data";
    const kind = isData ? "Data source" : "Ephemeral resource";
    const detail = isData
      ? "Data sources are never destroyed, so they are not valid targets of removed blocks. To remove the data source from state, remove the data source block from configuration."
      : "Ephemeral resources are never stored in state, so they are not valid targets of removed blocks.";
    diagnostics.push(errorAt(range, `${kind} address not allowed`, detail));
    return undefined;
  }
  return { module: module.map(({ name }) => name), ...(resource ? { resource } : {}), range };
}

const IMPORT = {
  attributes: { provider: {}, for_each: {}, id: { required: true }, to: { required: true } },
} as const;

export function decodeImport(block: Block, diagnostics: Diagnostic[]): Import | undefined {
  const { attributes } = bodyContent(block.body, IMPORT, diagnostics);
  const toAttribute = attributes.get("to");
  const to = toAttribute && unwrapJsonReference(toAttribute.expression, diagnostics);
  const forEach = attributes.get("for_each")?.expression;
  const target =
    toAttribute && to && (forEach || isStatic(to, toAttribute.range, diagnostics))
      ? importTarget(to, toAttribute.range, diagnostics)
      : undefined;
  const providerAttribute = attributes.get("provider");
  if (providerAttribute && target && target.module.length > 0) {
    const detail =
      "The provider argument can only be specified in import blocks that will generate configuration.\n\nUse the providers argument within the module block to configure providers for all resources within a module, including imported resources.";
    diagnostics.push(errorAt(providerAttribute.range, "Invalid import provider argument", detail));
  }
  const providerReference =
    providerAttribute && decodeProviderReference(providerAttribute.expression, "provider", diagnostics);
  if (!to || !target) return undefined;
  const traversal = to.kind === "scope-traversal" ? to.traversal : undefined;
  const instance = traversal && parseAddress(traversal, []);
  return {
    id: attributes.get("id")?.expression,
    to,
    target,
    ...(instance?.resource ? { instance: { ...instance, resource: instance.resource } } : {}),
    ...(forEach ? { forEach } : {}),
    ...(providerReference ? { providerReference } : {}),
    range: block.headerRange,
    toRange: to.range,
  };
}

const NO_INSTANCE =
  "A resource instance address is required here. The module path must be followed by a resource instance specification.";

const ONLY_MANAGED = "Only managed resources can be imported.";

/** Without `for_each` there is nothing that the address could depend on. */
function isStatic(to: Expression, range: SourceRange, diagnostics: Diagnostic[]): boolean {
  if (asTraversal(to, diagnostics)) return true;
  if (to.kind === "template") diagnostics.push(errorAt(range, "Invalid import address", ONLY_MANAGED));
  else diagnostics.push(errorAt(NOWHERE, "Invalid address", NO_INSTANCE));
  return false;
}

/** The resource that an expression with index expressions in it names. */
function importTarget(to: Expression, range: SourceRange, diagnostics: Diagnostic[]): Import["target"] | undefined {
  const steps = withoutIndexes(to, diagnostics);
  const [first, ...rest] = steps ?? [];
  if (first?.kind !== "attribute") return undefined;
  const traversal = { root: first.name, rootRange: first.range, steps: rest, range: to.range };
  const address = parseAddress(traversal, diagnostics);
  if (address?.resource?.mode !== "managed") {
    if (address && !address.resource) diagnostics.push(errorAt(to.range, "Invalid address", NO_INSTANCE));
    diagnostics.push(errorAt(range, "Invalid import address", ONLY_MANAGED));
    return undefined;
  }
  return { module: address.module.map(({ name }) => name), resource: address.resource };
}

function withoutIndexes(expression: Expression, diagnostics: Diagnostic[]): TraversalStep[] | undefined {
  const named = (steps: readonly TraversalStep[]): TraversalStep[] => steps.filter(({ kind }) => kind === "attribute");
  switch (expression.kind) {
    case "scope-traversal": {
      const { root, rootRange, steps } = expression.traversal;
      return [{ kind: "attribute", name: root, range: rootRange }, ...named(steps)];
    }
    case "index":
      return withoutIndexes(expression.collection, diagnostics);
    case "relative-traversal": {
      const source = withoutIndexes(expression.source, diagnostics);
      return source && [...source, ...named(expression.traversal)];
    }
    default:
      diagnostics.push(
        errorAt(
          expression.range,
          "Invalid import 'to' expression",
          "The import 'to' expression must be a reference to a resource.",
        ),
      );
      return undefined;
  }
}
