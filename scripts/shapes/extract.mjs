// Reads the official SDK clients and writes what the server needs to know of each service: operations, shapes with
// their serialization traits, protocol settings, and the bounds of the shapes (see constraints/). The clients' schemas
// are positional arrays; their layout is published as StaticOperationSchema and siblings in @smithy/types.
// The clients are development dependencies: nothing of them is loaded when Terrarium runs.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkedElsewhere, recordedConstraints } from "./recorded.mjs";
import { services } from "./services.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? join(here, "../../src/shapes/generated");

const KIND = { 1: "list", 2: "map", 3: "structure", 4: "union", [-3]: "error" };

// Traits that apply to many members are packed into the bits of a number.
const TRAIT_BITS = {
  1: "httpLabel",
  4: "idempotencyToken",
  8: "sensitive",
  16: "httpPayload",
  32: "httpResponseCode",
  64: "httpQueryParams",
};
const UNUSED_TRAITS = new Set(["idempotent", "httpChecksum", "endpoint", "error", "hostLabel"]);

function namedTraits(traits) {
  const named = {};
  if (typeof traits === "number") {
    for (const [bit, name] of Object.entries(TRAIT_BITS)) if (traits & Number(bit)) named[name] = 1;
  } else {
    for (const [name, value] of Object.entries(traits ?? {})) if (!UNUSED_TRAITS.has(name)) named[name] = value;
  }
  return named;
}

const orZero = (traits) => (Object.keys(traits).length > 0 ? traits : 0);

/** Follows one service's schemas from its operations and errors, naming every shape on the way. */
class Extraction {
  shapes = {};

  constructor(constraints) {
    this.constraints = constraints;
  }

  /** The schema behind thunks, members with traits and named simple shapes: a reference, and the traits met. */
  resolve(schema) {
    if (typeof schema === "function") return this.resolve(schema());
    if (schema === "unit") return { ref: "unit", traits: {} };
    if (!Array.isArray(schema)) return { ref: schema, traits: {} };
    if (schema.length === 2) {
      const inner = this.resolve(schema[0]);
      return { ref: inner.ref, traits: { ...inner.traits, ...namedTraits(schema[1]) } };
    }
    if (schema[0] === 0) {
      const inner = this.resolve(schema[4]);
      return { ref: inner.ref, traits: { ...inner.traits, ...namedTraits(schema[3]) } };
    }
    return { ref: this.shape(schema), traits: {} };
  }

  shape(schema) {
    const [kind, , name, traits] = schema;
    if (Object.hasOwn(this.shapes, name)) return name;
    const entry = [KIND[kind], orZero(namedTraits(traits))];
    this.shapes[name] = entry;
    if (kind === 1) entry.push(this.member(schema[4], this.constraints.containers[name]?.member));
    else if (kind === 2) {
      entry.push(this.member(schema[4], this.constraints.containers[name]?.key));
      entry.push(this.member(schema[5], this.constraints.containers[name]?.value));
    } else {
      const bounds = this.constraints.members[name] ?? {};
      entry.push(schema[6] ?? 0);
      entry.push(schema[4].map((member, i) => [member, ...this.member(schema[5][i], bounds[member])]));
      // AWS reports faults in the order of its own model, where required members do not come first.
      if (Object.keys(bounds).length > 1) entry.push(Object.keys(bounds));
    }
    return name;
  }

  /** `[reference, traits, name of its constraint]`, with the trailing defaults left out. */
  member(schema, constraint) {
    const { ref, traits } = this.resolve(schema);
    if (constraint !== undefined) return [ref, orZero(traits), constraint];
    return Object.keys(traits).length > 0 ? [ref, traits] : [ref];
  }
}

/** Lists of a simple type have no shape of their own in the schemas: their items' bounds go with the list's. */
function constraintTable({ shapes, containers }) {
  const table = {};
  for (const [name, shape] of Object.entries(shapes)) table[name] = { ...shape, ...containers[name] };
  return table;
}

function readConstraints(service) {
  try {
    const constraints = JSON.parse(readFileSync(join(here, "constraints", `${service}.json`), "utf8"));
    for (const [name, constraint] of Object.entries(recordedConstraints[service] ?? {})) {
      if (constraints.shapes[name] === undefined) throw new Error(`${service} has no constraint ${name}`);
      constraints.shapes[name] = constraint;
      if (constraint.enum !== undefined) delete constraints.containers[name];
    }
    for (const [structure, members] of Object.entries(checkedElsewhere[service] ?? {})) {
      for (const member of members) delete constraints.members[structure][member];
    }
    return constraints;
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    return { shapes: {}, members: {}, containers: {} };
  }
}

async function extract(service) {
  const client = await import(`@aws-sdk/client-${service}`);
  const Client = Object.entries(client).find(([name]) => /^[A-Z].*Client$/.test(name))[1];
  const { config } = new Client({ region: "us-east-1" });
  const settings = config.protocolSettings;
  const constraints = readConstraints(service);
  const extraction = new Extraction(constraints);

  const operations = {};
  for (const schema of Object.values(client)) {
    if (!Array.isArray(schema)) continue;
    if (schema[0] === 9) {
      const [, , name, traits, input, output] = schema;
      operations[name] = [extraction.resolve(input).ref, extraction.resolve(output).ref, orZero(namedTraits(traits))];
    } else if (schema[0] === -3 && !schema[1].startsWith("smithy.ts.sdk.synthetic")) extraction.shape(schema);
  }
  return {
    service,
    protocol: config.protocol.getShapeId().replace("aws.protocols#", ""),
    serviceId: config.serviceId,
    signingName: config.defaultSigningName,
    namespace: settings.defaultNamespace,
    xmlNamespace: settings.xmlNamespace ?? "",
    version: settings.version,
    target: settings.serviceTarget,
    queryCompatible: settings.awsQueryCompatible ?? false,
    operations,
    shapes: extraction.shapes,
    constraints: constraintTable(constraints),
  };
}

process.removeAllListeners("warning");
process.on("warning", () => {});
mkdirSync(target, { recursive: true });
for (const service of services) {
  writeFileSync(join(target, `${service}.json`), JSON.stringify(await extract(service)));
}
