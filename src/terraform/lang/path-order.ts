/** The order in which Terraform lists a set of paths: by the CRC-64 of their steps, as a signed number. */
import { crc64 } from "./crc64.ts";
import type { ValuePath } from "./value.ts";

export const inPathOrder = (paths: readonly ValuePath[]): readonly ValuePath[] =>
  paths.length < 2
    ? paths
    : paths
        .map((path) => ({ path, hash: BigInt.asIntN(64, crc64(Buffer.from(path.map(stepText).join("")))) }))
        .sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0))
        .map(({ path }) => path);

/** Every index counts the same. */
const stepText = (step: ValuePath[number]): string => (step.kind === "attribute" ? step.name : "#");
