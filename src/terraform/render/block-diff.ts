/** Differences of blocks: a resource's body and the blocks nested in it. */
import { hasDynamicTypes } from "../lang/friendly-type.ts";
import { compareUtf8 } from "../lang/type.ts";
import type { BlockSchema, NestedBlockSchema } from "../provider.ts";
import { attributeDiff, matchSet } from "./attribute-diff.ts";
import {
  actionOfContainer,
  asDelete,
  type Change,
  elementsOf,
  isAbsent,
  isUnknown,
  member,
  memberNames,
  present,
  replaces,
} from "./change.ts";
import { Lines } from "./collection.ts";
import {
  type Action,
  ALWAYS_SHOWN,
  attributeName,
  combineActions,
  type Diff,
  padName,
  quoteGo,
  type RenderOptions,
  replacementSuffix,
} from "./diff.ts";
import { sensitiveBlockDiff, unknownDiff } from "./hidden-values.ts";
import { sensitiveAction } from "./json-diff.ts";

/** All blocks of one type, in the order they are shown. */
interface BlockGroup {
  readonly replace: boolean;
  readonly entries: readonly { readonly label: string; readonly diff: Diff }[];
}

/** What providers of the older kind have no words for. */
const hasNewerFeatures = ({ attributes }: BlockSchema): boolean =>
  Object.values(attributes).some(
    ({ nested, type }) => nested !== undefined || (type !== undefined && hasDynamicTypes(type)),
  );

export function blockDiff(given: Change, schema: BlockSchema): Diff {
  const change: Change = hasNewerFeatures(schema) ? { ...given, tellsEmpty: true } : given;
  const hidden = checkHiddenBlock(change, (inner) => blockDiff(inner, schema));
  if (hidden) return hidden;
  let action: Action = actionOfContainer(change);
  const attributes = new Map<string, Diff>();
  for (const [name, attribute] of Object.entries(schema.attributes)) {
    // Null arguments of blocks count as left out.
    const child: Change = { ...member(change, name), beforeExplicit: false, afterExplicit: false };
    const diff = attributeDiff(child, attribute);
    if (diff.action === "no-op" && isAbsent(child)) continue;
    attributes.set(name, diff);
    action = combineActions(action, diff.action);
  }
  const groups = new Map<string, BlockGroup>();
  for (const [name, nested] of Object.entries(schema.blocks)) {
    const child = member(change, name);
    const entries = nestedBlocks(child, nested);
    let groupAction: Action =
      nested.nesting === "single" || nested.nesting === "group" ? "no-op" : actionOfContainer(child);
    if (entries.length === 1 && (nested.nesting === "single" || nested.nesting === "group")) {
      groupAction = entries[0]?.diff.action ?? "no-op";
    } else {
      for (const { diff } of entries) groupAction = combineActions(groupAction, diff.action);
    }
    if (groupAction === "no-op" && isAbsent(child)) continue;
    groups.set(name, { replace: replaces(child), entries });
    action = combineActions(action, groupAction);
  }
  return renderedBlock(attributes, groups, action, replaces(change));
}

function checkHiddenBlock(change: Change, compute: (change: Change) => Diff): Diff | undefined {
  const before = change.beforeSensitive === true;
  const after = change.afterSensitive === true;
  if (before || after) {
    const inner = compute({ ...change, beforeSensitive: false, afterSensitive: false });
    return sensitiveBlockDiff(inner, before, after, sensitiveAction(change, inner), replaces(change));
  }
  if (!isUnknown(change)) return undefined;
  if (!present(change.before)) return unknownDiff(undefined, "create", replaces(change));
  return unknownDiff(compute(asDelete(change)), "update", replaces(change));
}

function nestedBlocks(change: Change, nested: NestedBlockSchema): BlockGroup["entries"] {
  const compute = (child: Change): Diff => blockDiff(child, nested.block);
  const unlabelled = (child: Change): { label: string; diff: Diff } => ({ label: "", diff: compute(child) });
  if (isUnknown(change) && nested.nesting !== "single" && nested.nesting !== "group") {
    const old = elementsOf(asDelete(change));
    const removed = old.before.map((_, i) => unlabelled(old.child(i, 0)));
    const action = present(change.before) ? "update" : "create";
    return [{ label: "", diff: unknownDiff(undefined, action, replaces(change)) }, ...removed];
  }
  switch (nested.nesting) {
    case "single":
    case "group":
      return [unlabelled(change)];
    case "map":
      return [...memberNames(change)].sort(compareUtf8).map((name) => ({
        label: ` ${quoteGo(name)}`,
        diff: compute(member(change, name)),
      }));
    case "set":
      return matchSet(change).map(unlabelled);
    case "list": {
      const elements = elementsOf(change);
      const length = Math.max(elements.before.length, elements.after.length);
      return Array.from({ length }, (_, i) => unlabelled(elements.child(i, i)));
    }
  }
}

function renderedBlock(
  attributes: ReadonlyMap<string, Diff>,
  groups: ReadonlyMap<string, BlockGroup>,
  action: Action,
  replace: boolean,
): Diff {
  return {
    action,
    replace,
    render(indent, options) {
      const forces = replacementSuffix(replace, options);
      if (attributes.size === 0 && groups.size === 0) return `{}${forces}`;
      const lines = new Lines(indent, options);
      writeAttributes(lines, attributes, indent, options);
      const hidden = writeGroups(lines, groups, attributes.size > 0, indent, options);
      if (hidden > 0) {
        lines.blank();
        lines.hidden(hidden, "block");
      }
      return `{${forces}\n${lines.close("}")}`;
    },
  };
}

function writeAttributes(
  lines: Lines,
  attributes: ReadonlyMap<string, Diff>,
  indent: number,
  options: RenderOptions,
): void {
  const names = [...attributes.keys()].sort(compareUtf8);
  const width = Math.max(0, ...names.map((name) => attributeName(name).length));
  let hidden = 0;
  for (const name of names) {
    const diff = attributes.get(name) as Diff;
    const shown = ALWAYS_SHOWN.has(name);
    if (diff.action === "no-op" && !options.showUnchanged && !shown) {
      hidden++;
      continue;
    }
    const inner = shown ? { ...options, showUnchanged: true } : options;
    lines.warn(diff, inner);
    lines.add(diff.action, `${padName(attributeName(name), width)} = ${diff.render(indent + 1, inner)}`);
  }
  lines.hidden(hidden, "attribute");
}

function writeGroups(
  lines: Lines,
  groups: ReadonlyMap<string, BlockGroup>,
  afterAttributes: boolean,
  indent: number,
  options: RenderOptions,
): number {
  let hidden = 0;
  for (const name of [...groups.keys()].sort(compareUtf8)) {
    const { entries, replace } = groups.get(name) as BlockGroup;
    const inner = { ...options, forceReplacement: replace };
    let first = true;
    for (const { label, diff } of entries) {
      if (diff.action === "no-op" && !options.showUnchanged) {
        hidden++;
        continue;
      }
      if (first && afterAttributes) lines.blank();
      first = false;
      lines.warn(diff, inner);
      lines.add(diff.action, `${attributeName(name)}${label} ${diff.render(indent + 1, inner)}`);
    }
  }
  return hidden;
}
