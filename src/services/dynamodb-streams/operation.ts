import type * as sdk from "@aws-sdk/client-dynamodb-streams";
import type { Operation } from "../../cloud/operation.ts";

export type StreamsOperation<Name extends string> = Operation<typeof sdk, Name>;
