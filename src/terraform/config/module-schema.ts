/** What Terraform itself reads in a `module` block; everything else is an input variable. */
export const MODULE_SCHEMA = {
  attributes: {
    source: { required: true },
    version: {},
    count: {},
    for_each: {},
    depends_on: {},
    providers: {},
  },
  blocks: { _: [], lifecycle: [], locals: [], provider: ["type"] },
} as const;
