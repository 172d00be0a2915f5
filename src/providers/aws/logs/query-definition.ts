import type { Aws } from "../framework/aws.ts";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { everyPage, some } from "../framework/given.ts";
import type { LogsResources } from "../schema/logs.generated.ts";

type Definition = LogsResources["aws_cloudwatch_query_definition"];

export const awsCloudwatchQueryDefinition = defineResource<Definition>({
  title: "CloudWatch Logs Query Definition",
  async create(planned, aws) {
    return { id: (await put(planned, aws)) ?? "" };
  },
  async read(state, aws) {
    const definitions = await everyPage(
      (nextToken) => aws.call("cloudwatch-logs", "DescribeQueryDefinitions", { nextToken }),
      (answer) => answer.queryDefinitions,
      (answer) => answer.nextToken,
    );
    const definition = definitions.find((one) => one.queryDefinitionId === state.id);
    return (
      definition && {
        log_group_names: definition.logGroupNames,
        name: definition.name ?? "",
        query_definition_id: definition.queryDefinitionId,
        query_string: definition.queryString ?? "",
      }
    );
  },
  async update(planned, aws) {
    await put(planned, aws, planned.id);
  },
  async delete(prior, aws) {
    await unless(
      aws.call("cloudwatch-logs", "DeleteQueryDefinition", { queryDefinitionId: prior.id }),
      "ResourceNotFoundException",
    );
  },
  /** The import id is the definition's ARN. */
  importId(id) {
    const [scheme, , , , , kind, definition, more] = id.split(":");
    if (scheme !== "arn" || kind !== "query-definition" || !definition || more !== undefined)
      throw new Refusal(`unexpected format for ID (${id}), expected a CloudWatch query definition ARN`);
    return { id: definition };
  },
});

async function put(planned: Definition, aws: Aws, queryDefinitionId?: string): Promise<string | undefined> {
  const answer = await aws.call("cloudwatch-logs", "PutQueryDefinition", {
    name: planned.name,
    queryString: planned.query_string,
    logGroupNames: some(planned.log_group_names),
    queryDefinitionId,
  });
  return answer.queryDefinitionId;
}
