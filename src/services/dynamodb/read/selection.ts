/** Select, AttributesToGet and ProjectionExpression together: what of each item is returned. */
import type { Path } from "../expression/syntax.ts";
import { projects } from "../item/projected-item.ts";
import { invalidParameter } from "../refusal.ts";
import type { Source } from "./source.ts";

export interface Selection {
  readonly paths: readonly Path[] | undefined;
  readonly countOnly: boolean;
  readonly fetchItems: boolean;
}

interface SelectParameters {
  readonly Select?: string | undefined;
  readonly IndexName?: string | undefined;
  readonly AttributesToGet?: readonly string[] | undefined;
  readonly ProjectionExpression?: string | undefined;
}

/** The checks that need no table. */
export function checkSelect({ Select, IndexName, AttributesToGet, ProjectionExpression }: SelectParameters): void {
  const projection = AttributesToGet
    ? "AttributesToGet"
    : ProjectionExpression !== undefined
      ? "ProjectionExpression"
      : "";
  if (Select === "SPECIFIC_ATTRIBUTES") {
    if (projection === "") {
      throw invalidParameter(
        "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
      );
    }
    return;
  }
  if (Select !== undefined && projection !== "") {
    const chosen = Select === "COUNT" ? "only the Count" : Select;
    throw invalidParameter(`Cannot specify the ${projection} when choosing to get ${chosen}`);
  }
  if (Select === "ALL_PROJECTED_ATTRIBUTES" && IndexName === undefined) {
    throw invalidParameter("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
  }
}

export function selectionFor(
  { Select }: SelectParameters,
  paths: readonly Path[] | undefined,
  { table, index }: Source,
): Selection {
  const countOnly = Select === "COUNT";
  if (!index || index.projection.type === "ALL") return { paths, countOnly, fetchItems: false };
  const wanted = paths?.map(([name]) => name as string);
  const covered = wanted ? projects(index, table, wanted) : Select !== "ALL_ATTRIBUTES";
  if (covered) return { paths, countOnly, fetchItems: false };
  if (index.kind === "local") return { paths, countOnly, fetchItems: true };
  if (!wanted) {
    throw invalidParameter(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
    );
  }
  const missing = wanted.filter((name) => !projects(index, table, [name]));
  throw invalidParameter(`Global secondary index ${index.name} does not project [${missing.join(", ")}]`);
}
