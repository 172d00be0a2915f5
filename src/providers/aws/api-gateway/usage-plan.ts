import type { ApiStage, PatchOperation, QuotaPeriodType, ThrottleSettings } from "@aws-sdk/client-api-gateway";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given, some, someEntries } from "../framework/given.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import { GONE, gatewayArn, importParts, replace, replacements, retagGateway } from "./ids.ts";

type UsagePlan = ApiGatewayResources["aws_api_gateway_usage_plan"];
type StageOf = UsagePlan["api_stages"][number];

export const awsApiGatewayUsagePlan = defineResource<UsagePlan>({
  title: "API Gateway Usage Plan",
  named: (planned) => planned.name,

  async create(planned, aws, keep) {
    const [quota] = planned.quota_settings;
    const [throttle] = planned.throttle_settings;
    const { id = "" } = await aws.call("api-gateway", "CreateUsagePlan", {
      name: planned.name,
      description: given(planned.description),
      apiStages: some(planned.api_stages.map(stageInput)),
      ...(quota && {
        quota: { limit: quota.limit, offset: quota.offset ?? 0, period: quota.period as QuotaPeriodType },
      }),
      ...(throttle && { throttle: limits(throttle) }),
      tags: someEntries(planned.tags_all),
    });
    keep(id);
    if (planned.product_code)
      await aws.call("api-gateway", "UpdateUsagePlan", {
        usagePlanId: id,
        patchOperations: [{ op: "add", path: "/productCode", value: planned.product_code }],
      });
    return { id };
  },

  async read(state, aws) {
    const plan = await unless(aws.call("api-gateway", "GetUsagePlan", { usagePlanId: state.id }), GONE);
    if (!plan) return undefined;
    return {
      api_stages: (plan.apiStages ?? []).map((one) => ({
        api_id: one.apiId,
        stage: one.stage,
        throttle: Object.entries(one.throttle ?? {}).map(([path, limit]) => ({
          burst_limit: limit.burstLimit,
          path,
          rate_limit: limit.rateLimit,
        })),
      })),
      arn: gatewayArn(aws, `usageplans/${state.id}`),
      description: plan.description,
      name: plan.name,
      product_code: plan.productCode,
      quota_settings: plan.quota
        ? [{ limit: plan.quota.limit, offset: plan.quota.offset, period: plan.quota.period }]
        : [],
      throttle_settings: plan.throttle
        ? [{ burst_limit: plan.throttle.burstLimit, rate_limit: plan.throttle.rateLimit }]
        : [],
      tags: plan.tags ?? {},
    };
  },

  async update(planned, aws, prior) {
    const patchOperations: PatchOperation[] = [
      ...replacements(prior, planned, { name: "/name", description: "/description", product_code: "/productCode" }),
      ...(differs(prior, planned, "api_stages")
        ? [
            ...prior.api_stages.map(
              (one): PatchOperation => ({ op: "remove", path: "/apiStages", value: nameOf(one) }),
            ),
            ...planned.api_stages.flatMap(stagePatches),
          ]
        : []),
      ...(differs(prior, planned, "throttle_settings") ? throttlePatches(planned) : []),
      ...(differs(prior, planned, "quota_settings") ? quotaPatches(planned) : []),
    ];
    if (patchOperations.length > 0)
      await aws.call("api-gateway", "UpdateUsagePlan", { usagePlanId: planned.id, patchOperations });
    await retagGateway(aws, planned.arn ?? "", prior.tags_all, planned.tags_all);
  },

  async delete(prior, aws) {
    // A plan that still has stages cannot go.
    const patchOperations = prior.api_stages.map(
      (one): PatchOperation => ({ op: "remove", path: "/apiStages", value: nameOf(one) }),
    );
    if (patchOperations.length > 0)
      await unless(aws.call("api-gateway", "UpdateUsagePlan", { usagePlanId: prior.id, patchOperations }), GONE);
    await unless(aws.call("api-gateway", "DeleteUsagePlan", { usagePlanId: prior.id }), GONE);
  },
});

const nameOf = ({ api_id, stage }: StageOf): string => `${api_id}:${stage}`;

const limits = (throttle: {
  readonly burst_limit: number | null;
  readonly rate_limit: number | null;
}): ThrottleSettings => ({
  burstLimit: throttle.burst_limit ?? 0,
  rateLimit: throttle.rate_limit ?? 0,
});

const stageInput = ({ api_id, stage, throttle }: StageOf): ApiStage => ({
  apiId: api_id,
  stage,
  ...(throttle.length > 0 && { throttle: Object.fromEntries(throttle.map((one) => [one.path, limits(one)])) }),
});

const stagePatches = (one: StageOf): PatchOperation[] => [
  { op: "add", path: "/apiStages", value: nameOf(one) },
  ...one.throttle.flatMap(({ path, rate_limit, burst_limit }) => [
    replace(`/apiStages/${nameOf(one)}/throttle/${path}/rateLimit`, rate_limit ?? 0),
    replace(`/apiStages/${nameOf(one)}/throttle/${path}/burstLimit`, burst_limit ?? 0),
  ]),
];

function throttlePatches({ throttle_settings: [throttle] }: UsagePlan): PatchOperation[] {
  if (!throttle) return [{ op: "remove", path: "/throttle" }];
  return [
    replace("/throttle/rateLimit", throttle.rate_limit ?? 0),
    replace("/throttle/burstLimit", throttle.burst_limit ?? 0),
  ];
}

function quotaPatches({ quota_settings: [quota] }: UsagePlan): PatchOperation[] {
  if (!quota) return [{ op: "remove", path: "/quota" }];
  return [
    replace("/quota/limit", quota.limit),
    replace("/quota/offset", quota.offset ?? 0),
    replace("/quota/period", quota.period),
  ];
}

export const awsApiGatewayUsagePlanKey = defineResource<ApiGatewayResources["aws_api_gateway_usage_plan_key"]>({
  title: "API Gateway Usage Plan Key",
  named: () => null,

  async create(planned, aws) {
    const { id = "" } = await aws.call("api-gateway", "CreateUsagePlanKey", {
      usagePlanId: planned.usage_plan_id,
      keyId: planned.key_id,
      keyType: planned.key_type,
    });
    return { id };
  },

  async read(state, aws) {
    const place = { usagePlanId: state.usage_plan_id, keyId: state.key_id };
    const key = await unless(aws.call("api-gateway", "GetUsagePlanKey", place), GONE);
    return key && { key_type: key.type, name: key.name, value: key.value };
  },

  async delete(prior, aws) {
    const place = { usagePlanId: prior.usage_plan_id, keyId: prior.key_id };
    await unless(aws.call("api-gateway", "DeleteUsagePlanKey", place), GONE);
  },

  importId(id) {
    const [usage_plan_id = "", key_id = ""] = importParts(id, "USAGE-PLAN-ID/USAGE-PLAN-KEY-ID");
    return { id: key_id, usage_plan_id, key_id };
  },
});
