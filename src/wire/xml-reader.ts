/** XML bodies in (only S3 has them): the document as a tree, and one closure a shape that reads its part of it. */

import { byShape } from "./by-shape.ts";
import type { ListShape, MapShape, Shape, StructureShape, Target } from "./model.ts";
import { ServiceException } from "./service-exception.ts";
import { fromText } from "./text.ts";
import { parseXmlDocument, type XmlDocument, type XmlElement } from "./xml-document.ts";

type XmlReader = (element: XmlElement) => unknown;

/** The document's root element, or undefined for an empty body. */
export function parseXml(body: Buffer): XmlDocument | undefined {
  const text = body.toString("utf8").replace(/^\ufeff/, "");
  if (text.trim() === "") return undefined;
  const document = parseXmlDocument(text);
  if (document === undefined) throw malformedXml();
  return document;
}

function malformedXml(): ServiceException {
  return new ServiceException(
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema",
    {},
    400,
  );
}

export class XmlReaders {
  readonly of = byShape((shape): XmlReader => this.#compile(shape));

  #compile(shape: Shape): XmlReader {
    switch (shape.kind) {
      case "structure":
      case "union":
      case "error":
        return this.#structure(shape);
      case "list":
        return this.#wrappedList(shape);
      case "map":
        return (element) => this.#entries(shape, children(element, "entry"));
      default:
        return (element) => {
          const text = textOf(element);
          try {
            return fromText(shape, shape.kind === "string" ? text : text.trim());
          } catch (error) {
            throw error instanceof ServiceException ? malformedXml() : error;
          }
        };
    }
  }

  #structure(shape: StructureShape): XmlReader {
    const readers = shape.members.map((member) => ({
      name: member.name,
      read: this.#member(member, member.traits.xmlName ?? member.name),
    }));
    return (element) => {
      const result: Record<string, unknown> = {};
      for (const { name, read } of readers) {
        const value = read(element);
        if (value !== undefined) result[name] = value;
      }
      return result;
    };
  }

  /** Reads one member out of its parent. */
  #member(target: Target, name: string): XmlReader {
    const { shape, traits } = target;
    if (traits.xmlAttribute !== undefined) return (parent) => parent[`@${name}`];
    if (shape.kind === "list" && traits.xmlFlattened === 1) {
      const read = this.of(shape.item.shape);
      return (parent) => (name in parent ? children(parent, name).map(read) : undefined);
    }
    if (shape.kind === "map" && traits.xmlFlattened === 1) {
      return (parent) => (name in parent ? this.#entries(shape, children(parent, name)) : undefined);
    }
    const read = this.of(shape);
    return (parent) => {
      const child = children(parent, name)[0];
      return child === undefined ? undefined : read(child);
    };
  }

  #wrappedList(shape: ListShape): XmlReader {
    const read = this.of(shape.item.shape);
    const itemName = shape.item.traits.xmlName ?? "member";
    return (element) => children(element, itemName).map(read);
  }

  #entries(shape: MapShape, entries: readonly XmlElement[]): Record<string, unknown> {
    const read = this.of(shape.value.shape);
    const result: Record<string, unknown> = {};
    for (const entry of entries) {
      const key = children(entry, shape.key.traits.xmlName ?? "key")[0];
      const value = children(entry, shape.value.traits.xmlName ?? "value")[0];
      if (key !== undefined && value !== undefined) result[textOf(key)] = read(value);
    }
    return result;
  }
}

function children(element: XmlElement, name: string): readonly XmlElement[] {
  const found = Object.hasOwn(element, name) ? element[name] : undefined;
  return typeof found === "object" ? found : [];
}

function textOf(element: XmlElement): string {
  const text = element["#text"];
  return typeof text === "string" ? text : "";
}
