/** Whether there is something with this id: nothing else can be tagged. */
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { resourceTypeOf } from "./resource-type.ts";
import type { Kind } from "./resources.ts";
import { kinds, requireResource } from "./resources.ts";

export function requireTaggable(context: OperationContext, id: string): void {
  const type = resourceTypeOf(id);
  if (type in kinds) {
    requireResource(context, type as Kind, id);
    return;
  }
  if (!/^[a-z]+(-[a-z]+)*-[0-9a-f]+$/.test(id)) throw new ServiceException("InvalidID", `The ID '${id}' is not valid`);
  throw new ServiceException("InvalidID", `The ID '${id}' is not valid`);
}
