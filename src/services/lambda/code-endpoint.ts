/** Where GetFunction and GetLayerVersion say that a package can be had. */
import type { Endpoint } from "../../cloud/service.ts";
import { readPackage } from "./code-store.ts";

const PATH = /^\/_aws\/lambda\/code\/([0-9a-f]{64})(?:\?|$)/;

export const codeEndpoint: Endpoint = {
  claims: ({ method, url }) => method === "GET" && PATH.test(url),
  async handle({ url }, context) {
    const code = PATH.exec(url)?.[1] ?? "";
    try {
      const body = await readPackage(context.cloud, code);
      return { status: 200, headers: [["Content-Type", "application/zip"]], body };
    } catch {
      return { status: 404, headers: [], body: new Uint8Array() };
    }
  },
};
