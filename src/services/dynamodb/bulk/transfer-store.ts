/** Exports and imports as they are kept while they run and after. */
import { randomBytes } from "node:crypto";
import type { Key, Store } from "../../../store/store.ts";

export type TransferKind = "export" | "import";

interface Place {
  readonly account: string;
  readonly region: string;
}

const prefixOf = (kind: TransferKind, { account, region }: Place): Key => [`ddb-${kind}`, account, region];

export function transferId(now: number): string {
  return `${String(now).padStart(14, "0")}-${randomBytes(4).toString("hex")}`;
}

export function putTransfer(store: Store, kind: TransferKind, place: Place, arn: string, description: object): void {
  store.put([...prefixOf(kind, place), arn], description);
}

export function getTransfer<T>(store: Store, kind: TransferKind, place: Place, arn: string): T | undefined {
  return store.get<T>([...prefixOf(kind, place), arn]);
}

export function allTransfers<T>(store: Store, kind: TransferKind, place: Place): T[] {
  return [...store.range<T>({ prefix: prefixOf(kind, place) })].map(({ value }) => value);
}
