/**
 * Forms in, for awsQuery and ec2Query: `Tags.member.1.Key=a` becomes a tree by its dots, and one closure a shape reads
 * its part of the tree. awsQuery puts "member" before an index unless the list is flattened; EC2 never does. Both
 * forms of a list are understood, since clients differ.
 */
import type { MemberTraits } from "../shapes/service-shapes.ts";
import { byShape } from "./by-shape.ts";
import type { ListShape, MapShape, Shape, StructureShape } from "./model.ts";
import { fromText } from "./text.ts";
import { parseForm } from "./url-encoding.ts";

export class FormNode {
  text: string | undefined;
  readonly children = new Map<string, FormNode>();

  child(name: string): FormNode {
    let child = this.children.get(name);
    if (child === undefined) {
      child = new FormNode();
      this.children.set(name, child);
    }
    return child;
  }
}

// Deeper names than any shape has are a client's nonsense, and must not cost memory.
const DEEPEST = 64;

export function formTree(body: string): FormNode {
  const root = new FormNode();
  parseForm(body, (name, value) => {
    let node = root;
    let depth = 0;
    for (const part of name.split(".")) {
      if (++depth > DEEPEST) return;
      node = node.child(part);
    }
    node.text = value;
  });
  return root;
}

type FormReader = (node: FormNode) => unknown;

export class FormReaders {
  readonly of = byShape((shape): FormReader => this.#compile(shape));
  readonly #nameOf: (name: string, traits: MemberTraits) => string;

  constructor(ec2: boolean) {
    this.#nameOf = ec2
      ? (name, traits) => traits.ec2QueryName ?? capitalized(traits.xmlName ?? name)
      : (name, traits) => traits.xmlName ?? name;
  }

  #compile(shape: Shape): FormReader {
    switch (shape.kind) {
      case "structure":
      case "union":
      case "error":
        return this.#structure(shape);
      case "list":
        return this.#list(shape);
      case "map":
        return this.#map(shape);
      default:
        return (node) => (node.text === undefined ? undefined : fromText(shape, node.text));
    }
  }

  #structure(shape: StructureShape): FormReader {
    const members = shape.members.map((member) => ({
      name: member.name,
      wireName: this.#nameOf(member.name, member.traits),
      read: this.of(member.shape),
    }));
    return (node) => {
      const result: Record<string, unknown> = {};
      for (const { name, wireName, read } of members) {
        const child = node.children.get(wireName);
        const value = child === undefined ? undefined : read(child);
        if (value !== undefined) result[name] = value;
      }
      return result;
    };
  }

  #list(shape: ListShape): FormReader {
    const read = this.of(shape.item.shape);
    const itemName = shape.item.traits.xmlName ?? "member";
    return (node) => {
      const items = indexed(node.children.get("member") ?? node.children.get(itemName) ?? node);
      return items.map(read).filter((item) => item !== undefined);
    };
  }

  #map(shape: MapShape): FormReader {
    const read = this.of(shape.value.shape);
    const keyName = shape.key.traits.xmlName ?? "key";
    const valueName = shape.value.traits.xmlName ?? "value";
    return (node) => {
      const result: Record<string, unknown> = {};
      for (const entry of indexed(node.children.get("entry") ?? node)) {
        const key = entry.children.get(keyName)?.text;
        const value = entry.children.get(valueName);
        if (key !== undefined && value !== undefined) result[key] = read(value);
      }
      return result;
    };
  }
}

/** The children whose names are numbers, in numeric order. */
function indexed(node: FormNode): FormNode[] {
  const items: [number, FormNode][] = [];
  for (const [name, child] of node.children) {
    const index = Number(name);
    if (Number.isInteger(index)) items.push([index, child]);
  }
  return items.sort(([a], [b]) => a - b).map(([, child]) => child);
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
