/** What tables can be asked to have and have not here: told apart from an empty success. */
import { ServiceException } from "../../../wire/service-exception.ts";

/** By the member that asks for it, with the values that ask for nothing new. */
const missing: Readonly<Record<string, { readonly what: string; readonly fine?: readonly unknown[] }>> = {
  DisassociationProtectionEnabled: { what: "protection against disassociation", fine: [false] },
  GlobalTableSettingsReplicationMode: {
    what: "other ways of sharing a global table's settings",
    fine: ["ENABLED_WITH_OVERRIDES"],
  },
  GlobalTableSourceArn: { what: "global tables of several accounts" },
  VectorIndexUpdates: { what: "vector indexes" },
  VectorIndexes: { what: "vector indexes" },
};

export function checkBuilt(input: object, operation: "CreateTable" | "UpdateTable"): void {
  for (const [member, { what, fine = [] }] of Object.entries(missing)) {
    const value = (input as Readonly<Record<string, unknown>>)[member];
    if (value === undefined || fine.includes(value)) continue;
    throw new ServiceException(
      "NotImplemented",
      `Terrarium does not implement ${what}, which ${operation} is asked for.`,
      {},
      501,
    );
  }
}
