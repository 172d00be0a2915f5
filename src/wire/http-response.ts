/** The parts of a REST response that are not its body: status and headers. */
import type { Member, StructureShape } from "./model.ts";
import { type TextSettings, toText } from "./text.ts";

// Query and label bindings mean nothing in a response: such members belong to its body.
const HEADER_TEXT: TextSettings = { timestamps: "http-date", milliseconds: false };

type PartWriter = (output: Record<string, unknown>, headers: Record<string, string>) => void;

export interface ResponseParts {
  readonly writeHeaders: PartWriter;
  readonly statusMember: string | undefined;
  /** The member that is the whole body. */
  readonly payload: Member | undefined;
  readonly body: readonly Member[];
}

export function responseParts(shape: StructureShape | undefined): ResponseParts {
  const writers: PartWriter[] = [];
  const body: Member[] = [];
  let payload: Member | undefined;
  let statusMember: string | undefined;
  for (const member of shape?.members ?? []) {
    const { traits } = member;
    if (traits.httpHeader !== undefined) writers.push(headerWriter(member, traits.httpHeader));
    else if (traits.httpPrefixHeaders !== undefined) writers.push(prefixWriter(member, traits.httpPrefixHeaders));
    else if (traits.httpResponseCode !== undefined) statusMember = member.name;
    else if (traits.httpPayload !== undefined) payload = member;
    else body.push(member);
  }
  const writeHeaders: PartWriter = (output, headers) => {
    for (const write of writers) write(output, headers);
  };
  return { writeHeaders, statusMember, payload, body };
}

function headerWriter(member: Member, name: string): PartWriter {
  const { shape } = member;
  return (output, headers) => {
    const value = output[member.name];
    if (value === undefined || value === null) return;
    if (shape.kind === "list") {
      const items = [...(value as Iterable<unknown>)].map((item) => toText(shape.item.shape, item, HEADER_TEXT));
      headers[name] = items.map((item) => (/[",]/.test(item) ? JSON.stringify(item) : item)).join(", ");
    } else headers[name] = toText(shape, value, HEADER_TEXT);
  };
}

function prefixWriter(member: Member, prefix: string): PartWriter {
  return (output, headers) => {
    for (const [name, value] of Object.entries((output[member.name] ?? {}) as Record<string, string>)) {
      headers[prefix + name] = value;
    }
  };
}
