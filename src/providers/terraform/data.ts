/** `terraform_data`: keeps what it is given, and is replaced when `triggers_replace` changes. */
import { randomUUID } from "node:crypto";
import { valuesEqual } from "../../terraform/lang/equals.ts";
import { fromJson, impliedValue, type JsonData } from "../../terraform/lang/json.ts";
import { DYNAMIC, objectOf, STRING } from "../../terraform/lang/type.ts";
import {
  nullValue,
  objectValue,
  stringValue,
  unknownValue,
  type Value,
  type ValuePath,
} from "../../terraform/lang/value.ts";
import type { ResourceType, Schema } from "../../terraform/provider.ts";

const schema: Schema = {
  version: 0,
  block: {
    attributes: {
      id: { type: STRING, computed: true },
      input: { type: DYNAMIC, optional: true },
      output: { type: DYNAMIC, computed: true },
      triggers_replace: { type: DYNAMIC, optional: true },
    },
    blocks: {},
  },
};

const TYPE = objectOf({ id: STRING, input: DYNAMIC, output: DYNAMIC, triggers_replace: DYNAMIC });
const UNKNOWN_ID = unknownValue(STRING, { notNull: true });
const TRIGGERS: ValuePath = [{ kind: "attribute", name: "triggers_replace" }];

const of = (object: Value, name: string): Value => object.entries.get(name) as Value;
const outputOf = (input: Value): Value => (input.isNull ? input : unknownValue(input.type));
const with_ = (object: Value, changes: Readonly<Record<string, Value>>): Value =>
  objectValue(new Map([...object.entries, ...Object.entries(changes)]));

export const terraformData: ResourceType = {
  schema,
  async validate(config) {
    if (config.isNull) return [{ severity: "error", summary: "Error", detail: "null config" }];
    return ["id", "output"]
      .filter((name) => !of(config, name).isNull)
      .map(
        (name) =>
          ({ severity: "error", summary: `"${name}" attribute is read-only`, detail: "", nowhere: true }) as const,
      );
  },
  async upgrade(_version, raw) {
    return { state: fromJson(raw as JsonData, TYPE), diagnostics: [] };
  },
  async plan({ prior, proposed }) {
    if (proposed.isNull) return { planned: proposed, requiresReplace: [], diagnostics: [] };
    const input = of(proposed, "input");
    if (prior.isNull) {
      return {
        planned: with_(proposed, { id: UNKNOWN_ID, output: outputOf(input) }),
        requiresReplace: [],
        diagnostics: [],
      };
    }
    if (!valuesEqual(of(prior, "triggers_replace"), of(proposed, "triggers_replace"))) {
      const planned = with_(proposed, { id: UNKNOWN_ID, output: outputOf(input) });
      return { planned, requiresReplace: [TRIGGERS], diagnostics: [] };
    }
    if (!valuesEqual(of(prior, "input"), input)) {
      return { planned: with_(proposed, { output: unknownValue(input.type) }), requiresReplace: [], diagnostics: [] };
    }
    return { planned: proposed, requiresReplace: [], diagnostics: [] };
  },
  async apply({ planned }) {
    if (planned.isNull) return { state: planned, diagnostics: [] };
    const changes: Record<string, Value> = {};
    if (!of(planned, "output").isKnown) changes["output"] = of(planned, "input");
    if (!of(planned, "id").isKnown) changes["id"] = stringValue(randomUUID());
    return { state: with_(planned, changes), diagnostics: [] };
  },
  async read({ state, private: kept }) {
    return { state, private: kept, diagnostics: [] };
  },
  async importState(id) {
    if (id === "") {
      return {
        imported: [],
        diagnostics: [{ severity: "error", summary: "Error", detail: "id is required for import" }],
      };
    }
    const state = objectValue({
      id: stringValue(id),
      input: nullValue(),
      output: nullValue(),
      triggers_replace: nullValue(),
    });
    return { imported: [{ type: "terraform_data", state }], diagnostics: [] };
  },
  /** A `null_resource` becomes one with its triggers as `triggers_replace`. */
  async move({ sourceProvider, sourceType, sourceState }) {
    if (sourceType !== "null_resource" || !sourceProvider.endsWith("hashicorp/null")) {
      return {
        state: nullValue(TYPE),
        diagnostics: [
          {
            severity: "error",
            summary: "Unsupported source provider for move operation",
            detail: 'Only moving from the "null_resource" managed resource type to "terraform_data" is supported.',
          },
        ],
      };
    }
    const source = impliedValue(sourceState as JsonData);
    const id = source.entries.get("id");
    const triggers = source.entries.get("triggers");
    const state = objectValue({
      id: id ?? nullValue(STRING),
      input: nullValue(),
      output: nullValue(),
      triggers_replace: triggers ?? nullValue(),
    });
    return { state, diagnostics: [] };
  },
};
