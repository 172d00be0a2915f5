/** API keys: what callers name themselves by. */
import type { ApiKey } from "@aws-sdk/client-api-gateway";
import { randomId } from "../../cloud/ids.ts";
import type { Operation } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { ApiGateway } from "./client.ts";
import { page } from "./page.ts";
import { patched, paths } from "./patch.ts";
import { allOwn, badRequest, conflict, newId, type Place, removeOwn, requireOwn, saveOwn } from "./store.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export const requireApiKey = (place: Place, id: string | undefined): ApiKey & { readonly id: string } =>
  requireOwn(place, "api-key", id, "Invalid API Key identifier specified");

export const createApiKey: Operation<ApiGateway, "CreateApiKey"> = (input, context) => {
  if ((input.name ?? "").length > 1024) throw badRequest("Invalid API Key name, can be at most 1024 characters.");
  // An empty value asks for one to be made.
  if (input.value && input.value.length < 20) throw badRequest("API Key value should be at least 20 characters");
  if (input.value !== undefined && input.value.length > 128)
    throw badRequest("API Key value exceeds maximum size of 128 characters");
  if (input.value && allOwn<ApiKey>(context, "api-key").some((key) => key.value === input.value))
    throw conflict("API Key already exists");
  const now = new Date(wholeSeconds(context.clock.now()));
  const key: ApiKey = {
    id: newId(10),
    value: input.value || randomId(40, LETTERS),
    ...(input.name !== undefined && { name: input.name }),
    ...(input.customerId !== undefined && { customerId: input.customerId }),
    ...(input.description !== undefined && { description: input.description }),
    enabled: input.enabled ?? false,
    createdDate: now,
    lastUpdatedDate: now,
    stageKeys: (input.stageKeys ?? []).map(({ restApiId, stageName }) => `${restApiId}/${stageName}`),
    tags: input.tags ?? {},
  };
  return saveOwn(context, "api-key", [key.id as string], key);
};

/** The value is told only where it is asked for. */
export const getApiKey: Operation<ApiGateway, "GetApiKey"> = ({ apiKey, includeValue }, context) =>
  shown(requireApiKey(context, apiKey), includeValue);

function shown(key: ApiKey, includeValue: boolean | undefined): ApiKey {
  const { value, ...rest } = key;
  return includeValue ? { ...rest, value } : rest;
}

export const getApiKeys: Operation<ApiGateway, "GetApiKeys"> = (input, context) => {
  const keys = allOwn<ApiKey>(context, "api-key")
    .filter((key) => input.nameQuery === undefined || key.name?.startsWith(input.nameQuery))
    .filter((key) => input.customerId === undefined || key.customerId === input.customerId);
  return page(
    keys.map((key) => shown(key, input.includeValues)),
    input,
  );
};

const PATHS = paths({
  "/description": "text",
  "/enabled": "flag",
  "/name": "text",
  "/customerId": "text",
  "/stages": ["list", "stageKeys"],
});

export const updateApiKey: Operation<ApiGateway, "UpdateApiKey"> = ({ apiKey, patchOperations }, context) => {
  const key = requireApiKey(context, apiKey);
  const next = {
    ...patched(key, patchOperations, PATHS),
    lastUpdatedDate: new Date(wholeSeconds(context.clock.now())),
  };
  return shown(saveOwn(context, "api-key", [key.id], next), false);
};

export const deleteApiKey: Operation<ApiGateway, "DeleteApiKey"> = ({ apiKey }, context) => {
  removeOwn(context, "api-key", requireApiKey(context, apiKey).id);
  return {};
};

/** Keys as a table with commas: name, key, description, enabled and usage plans, in any order. */
export const importApiKeys: Operation<ApiGateway, "ImportApiKeys"> = async ({ body, failOnWarnings }, context) => {
  const text = typeof body === "string" ? body : Buffer.from((body ?? []) as Uint8Array).toString("utf8");
  const [head = [], ...rows] = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map((line) => line.split(",").map((cell) => cell.trim().replace(/^"(.*)"$/, "$1")));
  const column = (row: readonly string[], name: string) => row[head.findIndex((one) => one.toLowerCase() === name)];
  if (!["name", "key"].every((name) => head.some((one) => one.toLowerCase() === name)))
    throw badRequest("Missing required column(s): name, key");
  const ids: string[] = [];
  const warnings: string[] = [];
  for (const row of rows) {
    try {
      const { id } = await createApiKey(
        {
          name: column(row, "name"),
          value: column(row, "key"),
          description: column(row, "description"),
          enabled: (column(row, "enabled") ?? "true").toLowerCase() !== "false",
        },
        context,
      );
      ids.push(id as string);
    } catch (error) {
      if (!(error instanceof ServiceException) || failOnWarnings) throw error;
      warnings.push(error.message);
    }
  }
  return { ids, warnings };
};
