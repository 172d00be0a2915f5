/** Names of all resource types and data sources that hashicorp/aws 5.100 has. */
import type { ProviderNames } from "../../terraform/provider.ts";
import table from "./schema/names.generated.json" with { type: "json" };

const full = (names: string): readonly string[] => names.split(" ").map((name) => `aws_${name}`);

export const awsNames: ProviderNames = { resources: full(table.resources), dataSources: full(table.dataSources) };
