import type { BlockShape } from "../../../src/providers/aws/framework/shape.ts";
import { awsProvider } from "../../../src/providers/aws/provider.ts";
import type { Step } from "./parity-case.ts";

/** The shape of what a step makes or reads. */
export function blockOf(step: Step): BlockShape {
  const found = step.data ? awsProvider.dataSources.get(step.type) : awsProvider.resources.get(step.type);
  if (!found) throw new Error(`Unknown type ${step.type}`);
  return (found as unknown as { readonly shape: { readonly block: BlockShape } }).shape.block;
}
