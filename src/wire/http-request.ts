/** The parts of a REST request that are not its body: labels in the path, query string, headers. */
import type { WireRequest } from "./message.ts";
import type { Member, OperationModel, Shape } from "./model.ts";
import { fromText } from "./text.ts";
import { decodePercent, parseQuery } from "./url-encoding.ts";

type PartReader = (request: WireRequest, input: Record<string, unknown>) => void;

/** Reads everything but the body of an operation's request into its input. */
export function requestPartsReader(operation: OperationModel, uri: string): PartReader {
  const readers: PartReader[] = [];
  const members = operation.input?.members ?? [];
  const label = labelReader(members, uri);
  if (label !== undefined) readers.push(label);
  const query = queryReader(members);
  if (query !== undefined) readers.push(query);
  for (const member of members) {
    if (member.traits.httpHeader !== undefined)
      readers.push(headerReader(member, member.traits.httpHeader.toLowerCase()));
    if (member.traits.httpPrefixHeaders !== undefined) {
      readers.push(prefixReader(member, member.traits.httpPrefixHeaders.toLowerCase()));
    }
  }
  return (request, input) => {
    for (const read of readers) read(request, input);
  };
}

/** The members of the input that are in the body. */
export function bodyMembers(members: readonly Member[]): readonly Member[] {
  return members.filter(
    ({ traits }) =>
      traits.httpLabel === undefined &&
      traits.httpQuery === undefined &&
      traits.httpQueryParams === undefined &&
      traits.httpHeader === undefined &&
      traits.httpPrefixHeaders === undefined,
  );
}

function labelReader(members: readonly Member[], uri: string): PartReader | undefined {
  const segments = (uri.split("?")[0] ?? "").split("/").slice(1);
  const byName = new Map(members.map((member) => [member.name, member]));
  const labels: { readonly index: number; readonly greedy: boolean; readonly member: Member }[] = [];
  segments.forEach((segment, index) => {
    if (!segment.startsWith("{")) return;
    const greedy = segment.endsWith("+}");
    const member = byName.get(segment.slice(1, greedy ? -2 : -1));
    if (member !== undefined) labels.push({ index, greedy, member });
  });
  if (labels.length === 0) return undefined;
  return (request, input) => {
    const parts = request.path.split("/");
    for (const { index, greedy, member } of labels) {
      const part = greedy ? parts.slice(index + 1).join("/") : parts[index + 1];
      if (part !== undefined && part !== "") input[member.name] = fromText(member.shape, decodePercent(part));
    }
  };
}

function queryReader(members: readonly Member[]): PartReader | undefined {
  const bound = members.filter((member) => member.traits.httpQuery !== undefined);
  const rest = members.find((member) => member.traits.httpQueryParams !== undefined);
  if (bound.length === 0 && rest === undefined) return undefined;
  const boundNames = new Set(bound.map((member) => member.traits.httpQuery));
  return (request, input) => {
    if (request.query === "") return;
    const query = parseQuery(request.query);
    for (const member of bound) {
      const values = query.get(member.traits.httpQuery as string);
      if (values !== undefined) input[member.name] = fromTexts(member.shape, values);
    }
    if (rest === undefined || rest.shape.kind !== "map") return;
    // A parameter that has a member of its own is not in the map as well.
    const others: Record<string, unknown> = {};
    for (const [name, values] of query) {
      if (!boundNames.has(name)) others[name] = fromTexts(rest.shape.value.shape, values);
    }
    if (Object.keys(others).length > 0) input[rest.name] = others;
  };
}

function headerReader(member: Member, name: string): PartReader {
  const { shape } = member;
  return (request, input) => {
    const text = request.headers[name];
    if (text === undefined) return;
    if (shape.kind === "list") input[member.name] = fromTexts(shape, headerItems(shape.item.shape, text));
    // An empty header of another type than text carries nothing.
    else if (text !== "" || shape.kind === "string") input[member.name] = fromText(shape, text);
  };
}

function prefixReader(member: Member, prefix: string): PartReader {
  return (request, input) => {
    const found: Record<string, string> = {};
    for (const name in request.headers) {
      if (name.startsWith(prefix)) found[name.slice(prefix.length)] = request.headers[name] as string;
    }
    if (Object.keys(found).length > 0) input[member.name] = found;
  };
}

function fromTexts(shape: Shape, texts: readonly string[]): unknown {
  if (shape.kind === "list") return texts.map((text) => fromText(shape.item.shape, text));
  return fromText(shape, texts[0] as string);
}

/** The items of a header: split at commas, except those inside quotes or inside an http-date. */
function headerItems(item: Shape, text: string): string[] {
  if (item.kind === "timestamp") return text.match(/[^,]+,[^,]+/g)?.map((date) => date.trim()) ?? [];
  const items = text.match(/"(?:[^"\\]|\\.)*"|[^,]+/g) ?? [];
  return items
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => (part.startsWith('"') && part.endsWith('"') ? part.slice(1, -1).replace(/\\(.)/g, "$1") : part));
}
