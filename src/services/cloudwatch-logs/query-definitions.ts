/** Saved Insights queries. */
import { randomUUID } from "node:crypto";
import type { QueryDefinition } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { allRecords, findRecord, pageOf, removeRecord, saveRecord } from "./records.ts";

const DEFINITION = "query-definition";
const MOST_DEFINITIONS = 1000;

const unknown = (): ServiceException =>
  new ServiceException("ResourceNotFoundException", "The specified query definition does not exist.");

export const putQueryDefinition: Operation<CloudWatchLogs, "PutQueryDefinition"> = (input, context) => {
  const { queryDefinitionId } = input;
  if (queryDefinitionId !== undefined && !findRecord(context, DEFINITION, queryDefinitionId)) throw unknown();
  const id = queryDefinitionId ?? randomUUID();
  const definition: QueryDefinition = {
    queryLanguage: input.queryLanguage ?? "CWLI",
    queryDefinitionId: id,
    name: input.name,
    queryString: input.queryString,
    lastModified: context.clock.now(),
    logGroupNames: input.logGroupNames ?? [],
    ...(input.parameters === undefined ? {} : { parameters: input.parameters }),
  };
  saveRecord(context, DEFINITION, definition, id);
  return { queryDefinitionId: id };
};

export const describeQueryDefinitions: Operation<CloudWatchLogs, "DescribeQueryDefinitions"> = (input, context) => {
  const { queryDefinitionNamePrefix = "", queryLanguage } = input;
  const found = allRecords<QueryDefinition>(context.store, context, DEFINITION)
    .filter(({ name }) => name?.startsWith(queryDefinitionNamePrefix))
    .filter((definition) => queryLanguage === undefined || definition.queryLanguage === queryLanguage);
  const { page, ...rest } = pageOf(found, { limit: input.maxResults, nextToken: input.nextToken }, MOST_DEFINITIONS);
  return { queryDefinitions: page, ...rest };
};

export const deleteQueryDefinition: Operation<CloudWatchLogs, "DeleteQueryDefinition"> = (input, context) => {
  if (!removeRecord(context, DEFINITION, input.queryDefinitionId as string)) throw unknown();
  return { success: true };
};
