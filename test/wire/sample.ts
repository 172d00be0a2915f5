/** A value of any shape, with every member set, so that a round trip exercises every binding. */
import type { Member, Shape, StructureShape } from "../../src/wire/model.ts";

const DATE = new Date("2024-02-29T12:34:56Z");
const DEEPEST = 4;

export function sampleStructure(shape: StructureShape | undefined, stream = false): Record<string, unknown> {
  return shape === undefined ? {} : ((sample(shape, "", 0, stream) ?? {}) as Record<string, unknown>);
}

/** Undefined where there would be nothing inside: what is empty is not sent in every protocol. */
function sample(shape: Shape, name: string, depth: number, stream: boolean): unknown {
  switch (shape.kind) {
    case "string":
      return `${name} <&"ü>`;
    case "number":
      return 7;
    case "boolean":
      return true;
    case "timestamp":
      return DATE;
    case "blob":
      return new Uint8Array([1, 2, 253, 254]);
    case "document":
      return { a: [1, "x", { b: true }] };
    case "unit":
      return undefined;
    case "list": {
      const item = depth > DEEPEST ? undefined : sample(shape.item.shape, "item", depth + 1, stream);
      return item === undefined ? undefined : [item];
    }
    case "map": {
      const value = depth > DEEPEST ? undefined : sample(shape.value.shape, "value", depth + 1, stream);
      return value === undefined ? undefined : { "key-1": value };
    }
    case "union": {
      if (shape.traits.streaming === 1) return stream ? events(shape) : undefined;
      // The first member that does not lead back here.
      const member = shape.members.find((candidate) => simple(candidate.shape)) ?? (shape.members[0] as Member);
      const value = depth > DEEPEST ? undefined : sample(member.shape, member.name, depth + 1, stream);
      return value === undefined ? undefined : { [member.name]: value };
    }
    case "structure":
    case "error": {
      const result: Record<string, unknown> = {};
      if (depth > DEEPEST) return undefined;
      for (const member of shape.members) {
        const value = memberSample(member, depth, stream);
        if (value !== undefined) result[member.name] = value;
      }
      return Object.keys(result).length > 0 ? result : undefined;
    }
  }
}

function simple(shape: Shape): boolean {
  return ["string", "number", "boolean", "timestamp", "blob"].includes(shape.kind);
}

/** Members that the SDK replaces by something of its own: customer keys by their digests, Expires in two forms. */
const UNSENT = new Set([
  "CopySourceSSECustomerKey",
  "CopySourceSSECustomerKeyMD5",
  "Expires",
  "ExpiresString",
  "SSECustomerKey",
  "SSECustomerKeyMD5",
]);

function memberSample(member: Member, depth: number, stream: boolean): unknown {
  const { traits, shape, name } = member;
  if (traits.httpHeader !== undefined && UNSENT.has(name)) return undefined;
  if (traits.httpPrefixHeaders !== undefined) return { one: "1", two: "2" };
  // The SDK looks at these two itself.
  if (name === "Bucket" && shape.kind === "string") return "some-bucket";
  if (name === "ChecksumAlgorithm" && traits.httpHeader !== undefined) return "CRC32";
  if (traits.httpHeader !== undefined && shape.kind === "string") return `header-${name}`;
  if (traits.httpHeader !== undefined && shape.kind === "list") return ["one", "two"];
  if (traits.httpResponseCode !== undefined) return 200;
  return sample(shape, name, depth + 1, stream);
}

/** One event of every kind that is no error. */
async function* events(union: StructureShape): AsyncGenerator<Record<string, unknown>> {
  for (const member of union.members) {
    if (member.shape.kind === "structure") yield { [member.name]: sampleStructure(member.shape) };
  }
}
