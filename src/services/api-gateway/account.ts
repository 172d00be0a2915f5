/** What a region keeps for the account as a whole. */
import type { Account } from "@aws-sdk/client-api-gateway";
import type { Operation } from "../../cloud/operation.ts";
import type { ApiGateway } from "./client.ts";
import { patched, paths } from "./patch.ts";
import { findOwn, type Place, saveOwn } from "./store.ts";

const DEFAULTS: Account = {
  apiKeyVersion: "4",
  features: ["UsagePlans"],
  throttleSettings: { burstLimit: 5000, rateLimit: 10_000 },
};

const account = (place: Place): Account => findOwn<Account>(place, "account", "settings") ?? DEFAULTS;

export const getAccount: Operation<ApiGateway, "GetAccount"> = (_, context) => account(context);

const PATHS = paths({ "/cloudwatchRoleArn": ["text", "cloudwatchRoleArn", "replace remove"], "/features": "list" });

export const updateAccount: Operation<ApiGateway, "UpdateAccount"> = ({ patchOperations }, context) =>
  saveOwn(context, "account", ["settings"], patched(account(context), patchOperations, PATHS));
