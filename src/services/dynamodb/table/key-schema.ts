import type { KeySchema } from "./table.ts";

/** A key as AWS writes it. */
export function keySchema({ hash, range }: KeySchema): { AttributeName: string; KeyType: "HASH" | "RANGE" }[] {
  return [
    ...hash.map(({ name }) => ({ AttributeName: name, KeyType: "HASH" as const })),
    ...range.map(({ name }) => ({ AttributeName: name, KeyType: "RANGE" as const })),
  ];
}
