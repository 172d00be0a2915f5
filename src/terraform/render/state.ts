/** The text of a state, from the `values` of its JSON form: what `show` and `state show` print. */
import { typeFromJson } from "../lang/json.ts";
import { compareUtf8, DYNAMIC } from "../lang/type.ts";
import type { Json } from "../state/json.ts";
import type { ModuleValuesJson, OutputValueJson, ResourceValuesJson } from "../state/values-json.ts";
import { typeDiff } from "./attribute-diff.ts";
import { blockDiff } from "./block-diff.ts";
import { type Change, EVERYWHERE, NO_PATHS } from "./change.ts";
import { quoteGo, STATE_OPTIONS } from "./diff.ts";
import type { SchemaLookup } from "./plan.ts";

export interface StateValues {
  readonly root_module?: ModuleValuesJson;
  readonly outputs?: Readonly<Record<string, OutputValueJson>>;
}

const unchanged = (value: Json | undefined, sensitive: Json | undefined): Change => ({
  before: value,
  after: value,
  beforeExplicit: false,
  afterExplicit: false,
  unknown: false,
  beforeSensitive: sensitive,
  afterSensitive: sensitive,
  replace: NO_PATHS,
  relevant: EVERYWHERE,
});

export function renderState(values: StateValues, schemas: SchemaLookup, colour: boolean): string {
  let text = values.root_module ? renderModule(values.root_module, schemas, colour, true) : "";
  const names = Object.keys(values.outputs ?? {}).sort(compareUtf8);
  if (names.length > 0) {
    text += "\n\nOutputs:\n\n";
    for (const name of names) {
      const output = values.outputs?.[name] as OutputValueJson;
      const type = output.type === undefined ? DYNAMIC : typeFromJson(output.type);
      const diff = typeDiff(unchanged(output.value, output.sensitive), type);
      text += `${name} = ${diff.render(0, STATE_OPTIONS(colour))}\n`;
    }
  }
  return text;
}

/** `first`: nothing was printed yet as far as the caller knows, so no blank lines go before. */
function renderModule(module: ModuleValuesJson, schemas: SchemaLookup, colour: boolean, first: boolean): string {
  const resources = module.resources ?? [];
  let text = resources.length > 0 && !first ? "\n" : "";
  let blank = !first;
  for (const resource of resources) {
    text += (blank ? "\n" : "") + renderResource(resource, schemas, colour);
    blank = true;
  }
  for (const child of module.child_modules ?? []) text += renderModule(child, schemas, colour, !blank);
  return text;
}

export function renderResource(resource: ResourceValuesJson, schemas: SchemaLookup, colour: boolean): string {
  const diff = blockDiff(unchanged(resource.values, resource.sensitive_values), schemas(resource));
  const note = resource.tainted
    ? " (tainted)"
    : resource.deposed_key === undefined
      ? ""
      : ` (deposed object ${resource.deposed_key})`;
  const keyword = resource.mode === "data" ? "data" : "resource";
  const header = `${keyword} ${quoteGo(resource.type)} ${quoteGo(resource.name)}`;
  return `# ${resource.address}:${note}\n${header} ${diff.render(0, STATE_OPTIONS(colour))}\n`;
}
