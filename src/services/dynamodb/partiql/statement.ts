/** What a PartiQL statement asks for, in the syntax of expressions. */
import type { Item } from "../attribute/value.ts";
import type { Condition, Path, UpdateAction } from "../expression/syntax.ts";

export interface Target {
  readonly table: string;
  readonly index: string | undefined;
}

export interface Select extends Target {
  readonly kind: "SELECT";
  /** Undefined for *. */
  readonly paths: readonly Path[] | undefined;
  readonly where: Condition | undefined;
  /** Undefined without ORDER BY. */
  readonly order: { readonly names: readonly string[]; readonly descending: boolean } | undefined;
}

export interface Insert extends Target {
  readonly kind: "INSERT";
  readonly item: Item;
  /** ON CONFLICT DO NOTHING. */
  readonly keepsExisting: boolean;
}

export interface Update extends Target {
  readonly kind: "UPDATE";
  readonly actions: readonly UpdateAction[];
  readonly where: Condition | undefined;
  readonly returning: "ALL_OLD" | "ALL_NEW" | "UPDATED_OLD" | "UPDATED_NEW" | undefined;
}

export interface Delete extends Target {
  readonly kind: "DELETE";
  readonly where: Condition | undefined;
  readonly returning: "ALL_OLD" | undefined;
}

/** EXISTS(SELECT …), a condition on an item in a transaction. */
export interface Exists extends Target {
  readonly kind: "EXISTS";
  readonly where: Condition | undefined;
}

export type Statement = Select | Insert | Update | Delete | Exists;

/** What a caller needs leave for. */
export function permissionOf({ kind }: Statement): string {
  switch (kind) {
    case "INSERT":
      return "PartiQLInsert";
    case "UPDATE":
      return "PartiQLUpdate";
    case "DELETE":
      return "PartiQLDelete";
    default:
      return "PartiQLSelect";
  }
}
