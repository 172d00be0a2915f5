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
import { statementPositions } from "./statement-positions.ts";

export interface Simulation {
  readonly policies: PrincipalPolicies;
  readonly boundaries: readonly string[];
  readonly callerArn: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[] | undefined;
  readonly resourcePolicy: string | undefined;
  readonly resourceOwner: string | undefined;
  readonly contextEntries: readonly Iam.ContextEntry[];
}

export function simulate(simulation: Simulation, account: string): Iam.EvaluationResult[] {
  const resources = simulation.resources?.length ? simulation.resources : ["*"];
  return simulation.actions.flatMap((action) => {
    checkAction(action);
    return resources.map((resource) => simulateOne(simulation, account, action, resource));
  });
}

function checkAction(action: string): void {
  if (!/^[\w-]+:[\w*]+$/.test(action)) {
    throw invalidInput(`Invalid Action name: ${action}`);
  }
}

function simulateOne(simulation: Simulation, account: string, action: string, resource: string): Iam.EvaluationResult {
  const { policies, boundaries, resourcePolicy, resourceOwner } = simulation;
  const context: ContextValues = new Map(
    simulation.contextEntries.map(({ ContextKeyName = "", ContextKeyValues = [] }) => [
      ContextKeyName.toLowerCase(),
      ContextKeyValues,
    ]),
  );
  const boundary = boundarySource(policies, boundaries);
  const decision = evaluate(
    { action, resource, context, caller: callerOf(simulation.callerArn, account) },
    {
      identity: policies.identity,
      boundary,
      resource: resourcePolicy === undefined ? undefined : resourceSource(resourcePolicy),
      resourceAccount: resourceOwner?.split(":")[4],
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

function boundarySource(policies: PrincipalPolicies, given: readonly string[]): PolicySource | undefined {
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
