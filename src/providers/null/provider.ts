/** The null provider, as 3.3.0 behaves. */
import { randomBytes } from "node:crypto";
import { mapOf, STRING } from "../../terraform/lang/type.ts";
import { defineDataSource } from "../framework/data-source.ts";
import { exceptNulls } from "../framework/force-new.ts";
import { defineProvider } from "../framework/provider.ts";
import { defineResource } from "../framework/resource.ts";

/** A random positive 63-bit number. */
const randomId = (): string => (randomBytes(8).readBigUInt64BE() >> 1n).toString();

const nullResource = defineResource({
  schema: {
    attributes: {
      id: { type: STRING, computed: true, keep: true },
      triggers: { type: mapOf(STRING), optional: true, forceNew: exceptNulls },
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
