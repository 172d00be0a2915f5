import type { LambdaOperation } from "./client.ts";
import { requireMapping } from "./mappings/mappings.ts";

export const getEventSourceMapping: LambdaOperation<"GetEventSourceMapping"> = ({ UUID }, context) =>
  requireMapping(context, UUID).configuration;
