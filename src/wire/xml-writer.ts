/** XML bodies out, for restXml, awsQuery and ec2Query: one closure a shape, given the element's name. */
import { byShape } from "./by-shape.ts";
import type { ListShape, MapShape, Member, Shape, StructureShape, Target } from "./model.ts";
import { type TextSettings, toText } from "./text.ts";

export interface XmlSettings extends TextSettings {
  /** Name of a list's elements where the shape names none: "member", or "item" for EC2. */
  readonly itemName: string;
}

/** Writes a value as the element `name`; a flattened list as several of them. */
type ElementWriter = (value: unknown, name: string) => string;
type ContentWriter = (value: unknown) => string;

interface ChildWriter {
  readonly name: string;
  readonly element: string;
  readonly write: ElementWriter;
}

export class XmlWriters {
  readonly #settings: XmlSettings;
  readonly #content: (shape: Shape) => ContentWriter;

  constructor(settings: XmlSettings) {
    this.#settings = settings;
    this.#content = byShape((shape) =>
      shape.kind === "structure" || shape.kind === "union" || shape.kind === "error"
        ? this.content(shape)
        : (value) => escapeXml(toText(shape, value, settings)),
    );
  }

  /** What goes between the tags of a structure: its members' elements. */
  content(shape: StructureShape, members: readonly Member[] = shape.members): ContentWriter {
    const children: readonly ChildWriter[] = members
      .filter((member) => member.traits.xmlAttribute === undefined)
      .map((member) => ({
        name: member.name,
        element: member.traits.xmlName ?? member.name,
        write: this.element(member),
      }));
    return (value) => {
      const object = value as Record<string, unknown>;
      let text = "";
      for (const child of children) {
        const inner = object[child.name];
        if (inner !== undefined && inner !== null) text += child.write(inner, child.element);
      }
      return text;
    };
  }

  /** A whole element, with the attributes its shape has. */
  element(target: Target): ElementWriter {
    const { shape, traits } = target;
    if (shape.kind === "list") return this.#list(shape, traits.xmlFlattened === 1);
    if (shape.kind === "map") return this.#map(shape, traits.xmlFlattened === 1);
    const content = this.#content(shape);
    if (shape.kind !== "structure") return (value, name) => `<${name}>${content(value)}</${name}>`;
    const attributes = shape.members.filter((member) => member.traits.xmlAttribute !== undefined);
    const namespace =
      traits.xmlNamespace === undefined ? "" : ` xmlns:${traits.xmlNamespace[0]}="${traits.xmlNamespace[1]}"`;
    return (value, name) => {
      let open = name + namespace;
      for (const attribute of attributes) {
        const text = (value as Record<string, unknown>)[attribute.name];
        if (text === undefined || text === null) continue;
        open += ` ${attribute.traits.xmlName ?? attribute.name}="${escapeXml(toText(attribute.shape, text, this.#settings))}"`;
      }
      return `<${open}>${content(value)}</${name}>`;
    };
  }

  #list(shape: ListShape, flattened: boolean): ElementWriter {
    const write = this.element(shape.item);
    const itemName = shape.item.traits.xmlName ?? this.#settings.itemName;
    return (value, name) => {
      let text = "";
      for (const item of value as Iterable<unknown>) text += write(item ?? "", flattened ? name : itemName);
      return flattened ? text : `<${name}>${text}</${name}>`;
    };
  }

  #map(shape: MapShape, flattened: boolean): ElementWriter {
    const keyName = shape.key.traits.xmlName ?? "key";
    const valueName = shape.value.traits.xmlName ?? "value";
    const write = this.element(shape.value);
    return (value, name) => {
      const entryName = flattened ? name : "entry";
      let text = "";
      for (const [key, entry] of Object.entries(value as Record<string, unknown>)) {
        if (entry === undefined || entry === null) continue;
        text += `<${entryName}><${keyName}>${escapeXml(key)}</${keyName}>${write(entry, valueName)}</${entryName}>`;
      }
      return flattened ? text : `<${name}>${text}</${name}>`;
    };
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\r": "&#13;",
};

export function escapeXml(text: string): string {
  if (!/[&<>"'\r]/.test(text)) return text;
  return text.replace(/[&<>"'\r]/g, (character) => ESCAPES[character] as string);
}
