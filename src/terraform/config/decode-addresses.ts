/** `moved` and `removed` blocks: what became of an object, told by addresses. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import type { Block, Traversal } from "../../hcl/syntax.ts";
import { type ParsedAddress, parseAddress } from "../addresses/parse.ts";
import { constantBool } from "./constant.ts";
import { bodyContent } from "./content.ts";
import { decodeProvisioner } from "./decode-provisioner.ts";
import type { Moved, Provisioner, Removed, RemovedTarget } from "./module.ts";
import { asTraversal } from "./static-expression.ts";

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
