/** Resources: the tree of an API's paths. */
import type { Method, Resource } from "@aws-sdk/client-api-gateway";
import type { Operation } from "../../cloud/operation.ts";
import type { ApiGateway } from "./client.ts";
import { page } from "./page.ts";
import { patched, paths } from "./patch.ts";
import {
  allParts,
  badRequest,
  conflict,
  newId,
  type Place,
  removePart,
  requireApi,
  requirePart,
  savePart,
} from "./store.ts";

export type Node = Resource & { readonly id: string; readonly path: string };

export const requireResource = (place: Place, api: string | undefined, id: string | undefined): Node =>
  requirePart<Node>(place, api, "resource", id, "Invalid Resource identifier specified");

export const saveResource = (place: Place, api: string, node: Node): Node =>
  savePart(place, api, "resource", node.id, node);

/** The first method of which that is so: what it uses cannot be deleted. */
export function methodUsing(
  place: Place,
  api: string,
  uses: (method: Method) => boolean,
): { readonly path: string; readonly method: string } | undefined {
  for (const { path, resourceMethods } of allParts<Node>(place, api, "resource"))
    for (const [name, method] of Object.entries(resourceMethods ?? {})) if (uses(method)) return { path, method: name };
  return undefined;
}

export function addResource(place: Place, api: string, parent: Node, pathPart: string): Node {
  checkPathPart(place, api, parent, pathPart);
  const path = `${parent.path === "/" ? "" : parent.path}/${pathPart}`;
  return saveResource(place, api, { id: newId(), parentId: parent.id, pathPart, path });
}

export const createResource: Operation<ApiGateway, "CreateResource"> = ({ restApiId, parentId, pathPart }, context) => {
  const parent = requireResource(context, restApiId, parentId);
  return addResource(context, restApiId as string, parent, pathPart ?? "");
};

function checkPathPart(place: Place, api: string, parent: Node, pathPart: string, self?: string): void {
  if (!/^(\{[a-zA-Z0-9._-]+\+?\}|[a-zA-Z0-9._:$-]+)$/.test(pathPart))
    throw badRequest(
      "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
    );
  if (parent.pathPart?.endsWith("+}"))
    throw badRequest(`Cannot create a child of a resource with a greedy path variable: ${parent.pathPart}`);
  const siblings = allParts<Node>(place, api, "resource").filter(
    (one) => one.parentId === parent.id && one.id !== self,
  );
  if (siblings.some((one) => one.pathPart === pathPart))
    throw conflict(`Another resource with the same parent already has this name: ${pathPart}`);
  const variable = siblings.find((one) => one.pathPart?.startsWith("{"));
  if (pathPart.startsWith("{") && variable)
    throw badRequest(
      `A sibling (${variable.pathPart}) of this resource already has a variable path part -- only one is allowed`,
    );
}

export const getResource: Operation<ApiGateway, "GetResource"> = ({ restApiId, resourceId, embed }, context) =>
  withMethods(requireResource(context, restApiId, resourceId), embed);

export const getResources: Operation<ApiGateway, "GetResources"> = ({ restApiId, embed, ...request }, context) => {
  const { id } = requireApi(context, restApiId);
  return page(
    allParts<Node>(context, id, "resource").map((node) => withMethods(node, embed)),
    request,
  );
};

/** Methods are only named unless they are asked for. */
function withMethods(node: Node, embed: readonly string[] | undefined): Resource {
  if (node.resourceMethods === undefined || embed?.includes("methods")) return node;
  const named = Object.keys(node.resourceMethods).map((method): [string, Method] => [method, {}]);
  return { ...node, resourceMethods: Object.fromEntries(named) };
}

const PATHS = paths({ "/parentId": "text", "/pathPart": "text" });

export const updateResource: Operation<ApiGateway, "UpdateResource"> = (input, context) => {
  const api = input.restApiId as string;
  const node = requireResource(context, api, input.resourceId);
  const next = patched(node, input.patchOperations, PATHS);
  if (node.parentId === undefined)
    throw badRequest(
      next.parentId === undefined
        ? "Root resource cannot update its pathPart."
        : "Root resource cannot update its parentId.",
    );
  const parent = requireResource(context, api, next.parentId);
  if (`${parent.path}/`.startsWith(`${node.path}/`)) throw badRequest("Resources cannot be cyclical.");
  checkPathPart(context, api, parent, next.pathPart ?? "", node.id);
  const path = `${parent.path === "/" ? "" : parent.path}/${next.pathPart}`;
  for (const one of allParts<Node>(context, api, "resource"))
    if (one.path.startsWith(`${node.path}/`))
      saveResource(context, api, { ...one, path: `${path}${one.path.slice(node.path.length)}` });
  return withMethods(saveResource(context, api, { ...next, path }), undefined);
};

/** Its children go with it. */
export const deleteResource: Operation<ApiGateway, "DeleteResource"> = ({ restApiId, resourceId }, context) => {
  const node = requireResource(context, restApiId, resourceId);
  if (node.parentId === undefined) throw badRequest("Root resource cannot be deleted.");
  for (const one of allParts<Node>(context, restApiId as string, "resource"))
    if (one.id === node.id || one.path.startsWith(`${node.path}/`))
      removePart(context, restApiId as string, "resource", one.id);
  return {};
};
