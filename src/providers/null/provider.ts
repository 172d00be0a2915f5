/** The null provider, as 3.3.0 behaves. */
import { randomBytes } from "node:crypto";
import { mapOf, STRING } from "../../terraform/lang/type.ts";
import type { Value } from "../../terraform/lang/value.ts";
import { defineDataSource } from "../framework/data-source.ts";
import { defineProvider } from "../framework/provider.ts";
import { defineResource } from "../framework/resource.ts";

const isEmpty = (value: Value): boolean => value.isNull || (value.isKnown && value.entries.size === 0);

/** A random positive 63-bit number. */
const randomId = (): string => (randomBytes(8).readBigUInt64BE() >> 1n).toString();

const nullResource = defineResource({
  schema: {
    attributes: {
      id: { type: STRING, computed: true, keep: true },
      triggers: {
        type: mapOf(STRING),
        optional: true,
        // Between no triggers and an empty map there is nothing to replace.
        forceNew: (prior, planned) => !(isEmpty(prior) && isEmpty(planned)),
      },
    },
  },
  create: () => ({ id: randomId() }),
});

const nullDataSource = defineDataSource({
  schema: {
    deprecated: true,
    attributes: {
      inputs: { type: mapOf(STRING), optional: true },
      outputs: { type: mapOf(STRING), computed: true },
      random: { type: STRING, computed: true },
      has_computed_default: { type: STRING, optional: true, computed: true },
      id: { type: STRING, computed: true, deprecated: true },
    },
  },
  read: (config) => ({
    attributes: {
      id: "static",
      outputs: config["inputs"] ?? null,
      random: randomId(),
      has_computed_default: config["has_computed_default"] ?? "default",
    },
  }),
});

export const nullProvider = defineProvider({
  name: "null",
  version: "3.3.0",
  resources: { null_resource: nullResource },
  dataSources: { null_data_source: nullDataSource },
});
