/** The schemas of a document become the API's models, which name each other by URL. */

import { type Document, modelSchemas, type Schema } from "../../../endpoint/open-api-document.ts";
import { prettyJson } from "../../../endpoint/open-api-text.ts";
import type { Place } from "../store.ts";
import { newId, savePart } from "../store.ts";

const REFERENCE = /^#\/(?:definitions|components\/schemas)\/([^/]+)$/;

export function importModels(place: Place, api: string, document: Document): void {
  for (const [name, schema] of Object.entries(modelSchemas(document)))
    savePart(place, api, "model", name, {
      id: newId(),
      name,
      contentType: "application/json",
      ...(typeof schema["description"] === "string" && { description: schema["description"] }),
      schema: prettyJson(named(schema, api)),
    });
}

function named(value: unknown, api: string): unknown {
  if (Array.isArray(value)) return value.map((item) => named(item, api));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const model = name === "$ref" ? REFERENCE.exec(String(inner))?.[1] : undefined;
      return [name, model ? `https://apigateway.amazonaws.com/restapis/${api}/models/${model}` : named(inner, api)];
    }),
  );
}

/** The model that describes a body: the one its schema names, or one made of a schema that has no name. */
export function modelOf(place: Place, api: string, schema: Schema | undefined): string | undefined {
  if (schema === undefined) return undefined;
  const known = REFERENCE.exec(schema.$ref ?? "")?.[1];
  if (known !== undefined) return known;
  const name = `MODEL${newId()}`;
  savePart(place, api, "model", name, {
    id: newId(),
    name,
    contentType: "application/json",
    schema: prettyJson(named(schema, api)),
  });
  return name;
}
