/** Lambda's types, as the SDK has them. */
import type * as Lambda from "@aws-sdk/client-lambda";
import type { Operation } from "../../cloud/operation.ts";

export type LambdaOperation<Name extends string> = Operation<typeof Lambda, Name>;
