import type * as sdk from "@aws-sdk/client-dynamodb";
import type { InputOf, Operation } from "../../cloud/operation.ts";

type Client = typeof sdk;

export type DynamoOperation<Name extends string> = Operation<Client, Name>;
export type DynamoInput<Name extends string> = InputOf<Client, Name>;
