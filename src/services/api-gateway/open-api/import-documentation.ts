/** The documentation that a document carries. */

import type { Document } from "../../../endpoint/open-api-document.ts";
import { newId, type Place, savePart } from "../store.ts";

/** Gives the ids of its parts. */
export function importDocumentation(place: Place, api: string, document: Document): string[] {
  const parts = document["x-amazon-apigateway-documentation"]?.documentationParts ?? [];
  return parts.map(({ location, properties }) => {
    const id = newId();
    const text = typeof properties === "string" ? properties : JSON.stringify(properties);
    savePart(place, api, "documentation-part", id, { id, location, properties: text });
    return id;
  });
}
