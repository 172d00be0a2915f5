/** The processors that change documents: their keys, their texts, the types of their values. */
import type {
  AddKeys,
  CopyValue,
  ListToMap,
  MoveKeys,
  RenameKeys,
  SplitString,
  SubstituteString,
  TypeConverter,
} from "@aws-sdk/client-cloudwatch-logs";
import { plainText } from "../../../wire/plain-text.ts";
import { type Document, deleteAt, setAt, valueAt } from "./document.ts";
import { invalidTransformer } from "./invalid-transformer.ts";
import type { Step } from "./processor.ts";

export const addKeys =
  ({ entries = [] }: AddKeys): Step =>
  (document) => {
    for (const { key, value, overwriteIfExists } of entries) {
      setAt(document, key as string, value, overwriteIfExists ?? false);
    }
  };

export const deleteKeys =
  ({ withKeys = [] }: { readonly withKeys: readonly string[] | undefined }): Step =>
  (document) => {
    for (const key of withKeys) deleteAt(document, key);
  };

/** What is moved keeps its name under the target. */
export const moveKeys =
  ({ entries = [] }: MoveKeys): Step =>
  (document) => {
    for (const { source = "", target = "", overwriteIfExists } of entries) {
      const value = valueAt(document, source);
      if (value === undefined) continue;
      const path = `${target}.${source.slice(source.lastIndexOf(".") + 1)}`;
      if (valueAt(document, path) !== undefined && !overwriteIfExists) continue;
      deleteAt(document, source);
      setAt(document, path, value);
    }
  };

export const renameKeys =
  ({ entries = [] }: RenameKeys): Step =>
  (document) => {
    for (const { key = "", renameTo = "", overwriteIfExists } of entries) {
      const value = valueAt(document, key);
      const dot = key.lastIndexOf(".");
      const path = renameTo.includes(".") || dot < 0 ? renameTo : `${key.slice(0, dot)}.${renameTo}`;
      if (value === undefined || (valueAt(document, path) !== undefined && !overwriteIfExists)) continue;
      deleteAt(document, key);
      setAt(document, path, value);
    }
  };

export const copyValue =
  ({ entries = [] }: CopyValue): Step =>
  (document) => {
    for (const { source = "", target = "", overwriteIfExists } of entries) {
      const value = valueAt(document, source);
      if (value !== undefined) setAt(document, target, structuredClone(value), overwriteIfExists ?? false);
    }
  };

/** A list of objects becomes a map by one of their members; several of one key are a list unless one is picked. */
export const listToMap =
  ({ source = "", key = "", valueKey, target, flatten, flattenedElement }: ListToMap): Step =>
  (document) => {
    const list = valueAt(document, source);
    if (!Array.isArray(list)) return;
    const map = new Map<string, unknown[]>();
    for (const item of list as unknown[]) {
      if (typeof item !== "object" || item === null) continue;
      const name = valueAt(item as Document, key);
      if (name === undefined) continue;
      const value = valueKey === undefined ? item : valueAt(item as Document, valueKey);
      const group = plainText(name);
      map.set(group, [...(map.get(group) ?? []), value]);
    }
    for (const [name, values] of map) {
      const value = flatten ? (flattenedElement === "last" ? values.at(-1) : values[0]) : values;
      setAt(document, target === undefined ? name : `${target}.${name}`, value);
    }
  };

/** The same of each text that is named. */
export const eachText =
  (change: (text: string) => string) =>
  ({ withKeys = [] }: { readonly withKeys: readonly string[] | undefined }): Step =>
  (document) => {
    for (const key of withKeys) {
      const value = valueAt(document, key);
      if (typeof value === "string") setAt(document, key, change(value));
    }
  };

export const splitString =
  ({ entries = [] }: SplitString): Step =>
  (document) => {
    for (const { source = "", delimiter = "" } of entries) {
      const value = valueAt(document, source);
      if (typeof value === "string") setAt(document, source, value.split(delimiter));
    }
  };

export function substituteString({ entries = [] }: SubstituteString): Step {
  const compiled = entries.map(({ source = "", from = "", to = "" }) => {
    try {
      return { source, from: new RegExp(from, "g"), to };
    } catch {
      throw invalidTransformer(`Invalid regular expression ${from}`);
    }
  });
  return (document) => {
    for (const { source, from, to } of compiled) {
      const value = valueAt(document, source);
      if (typeof value === "string") setAt(document, source, value.replace(from, to));
    }
  };
}

const CONVERSIONS: Readonly<Record<string, (value: unknown) => unknown>> = {
  boolean: (value) => (/^(?:true|false)$/i.test(String(value)) ? String(value).toLowerCase() === "true" : undefined),
  double: (value) => finite(Number(value)),
  integer: (value) => finite(Math.trunc(Number(value))),
  string: (value) => plainText(value),
};

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

/** What cannot be converted stays as it is. */
export const typeConverter =
  ({ entries = [] }: TypeConverter): Step =>
  (document) => {
    for (const { key = "", type = "" } of entries) {
      const value = valueAt(document, key);
      if (value === undefined || value === "") continue;
      const converted = CONVERSIONS[type]?.(value);
      if (converted !== undefined) setAt(document, key, converted);
    }
  };
