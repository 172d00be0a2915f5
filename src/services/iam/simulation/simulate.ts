/** The policy simulator: every action on every resource, evaluated as authorization would. */
import type * as Iam from "@aws-sdk/client-iam";
import type { PrincipalPolicies } from "../../../cloud/identity/principal-policies.ts";
import { contextKeysOf } from "../../../cloud/policy/context-keys.ts";
import type { MatchedStatement, PolicySource } from "../../../cloud/policy/evaluate.ts";
import { evaluate } from "../../../cloud/policy/evaluate.ts";
import type { ContextValues } from "../../../cloud/policy/glob.ts";
import type { Caller } from "../../../cloud/policy/principal-match.ts";
import { checkIdentityPolicy } from "../document/identity-policy.ts";
import { invalidInput } from "../fault.ts";
import { page } from "../page.ts";
import { resultName } from "./result-name.ts";
import { statementPositions } from "./statement-positions.ts";

/** What both operations ask alike. */
type SimulationRequest = Omit<Iam.SimulateCustomPolicyRequest, "PolicyInputList" | "CallerArn">;

interface Simulated {
  readonly policies: PrincipalPolicies;
  readonly callerArn: string;
  readonly account: string;
}

export function simulate(request: SimulationRequest, simulated: Simulated): Iam.SimulatePolicyResponse {
  const resources = request.ResourceArns?.length ? request.ResourceArns : ["*"];
  const results = (request.ActionNames ?? []).flatMap((action) => {
    checkAction(action);
    return resources.map((resource) => simulateOne(request, simulated, action, resource));
  });
  const { items, position } = page(results, request, resultName);
  return { EvaluationResults: items, ...position };
}

function checkAction(action: string): void {
  if (!/^[\w-]+:[\w*]+$/.test(action)) {
    throw invalidInput(`Invalid Action name: ${action}`);
  }
}

function simulateOne(
  request: SimulationRequest,
  { policies, callerArn, account }: Simulated,
  action: string,
  resource: string,
): Iam.EvaluationResult {
  const context: ContextValues = new Map(
    (request.ContextEntries ?? []).map(({ ContextKeyName = "", ContextKeyValues = [] }) => [
      ContextKeyName.toLowerCase(),
      ContextKeyValues,
    ]),
  );
  const boundary = boundarySource(policies, request.PermissionsBoundaryPolicyInputList);
  const decision = evaluate(
    { action, resource, context, caller: callerOf(callerArn, account) },
    {
      identity: policies.identity,
      boundary,
      resource: request.ResourcePolicy === undefined ? undefined : resourceSource(request.ResourcePolicy),
      resourceAccount: request.ResourceOwner?.split(":")[4],
    },
  );
  const asked = contextKeysOf([...policies.identity, ...(boundary ? [boundary] : [])].map(({ document }) => document));
  return {
    EvalActionName: action,
    EvalResourceName: resource,
    EvalDecision: decision.outcome,
    MatchedStatements: decision.matched.map(matchedStatement),
    MissingContextValues: asked.filter((key) => !context.has(key.toLowerCase())),
    ...(decision.allowedByBoundary === undefined
      ? {}
      : { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: decision.allowedByBoundary } }),
  };
}

function boundarySource(policies: PrincipalPolicies, given: readonly string[] = []): PolicySource | undefined {
  const [document] = given;
  return document === undefined
    ? policies.boundary
    : { id: "PermissionsBoundaryPolicyInputList.1", type: "IAM Permissions Boundary Policy", document };
}

function resourceSource(document: string): PolicySource {
  return { id: "ResourcePolicy", type: "Resource Policy", document };
}

function callerOf(arn: string, account: string): Caller {
  return { arn, account: arn.split(":")[4] || account };
}

function matchedStatement({ source, index }: MatchedStatement): Iam.Statement {
  const position = statementPositions(source.document)[index];
  return {
    SourcePolicyId: source.id,
    SourcePolicyType: source.type as Iam.PolicySourceType,
    ...(position ? { StartPosition: position.start, EndPosition: position.end } : {}),
  };
}

/** Policies handed in with the request, named by their place in the list. */
export function givenPolicies(documents: readonly string[] | undefined): PolicySource[] {
  return (documents ?? []).map((document, at) => {
    checkIdentityPolicy(document);
    return { id: `PolicyInputList.${at + 1}`, type: "IAM Policy", document };
  });
}
