/**
 * Access advisor: which services an identity or a policy allows, and who used them last. AWS tells of a use some hours
 * later; here it is told at once.
 */
import { randomUUID } from "node:crypto";
import type * as Iam from "@aws-sdk/client-iam";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { identitiesOf, serviceLastAccessed, usesOfService } from "./accessed-services.ts";
import { grantsService, policiesOf } from "./entity-policies.ts";
import { noSuchEntity } from "./fault.ts";
import { requirePolicy, requireVersion } from "./managed-policies.ts";
import { page } from "./page.ts";
import { SERVICE_NAMES } from "./service-names.ts";

interface Job {
  readonly arn: string;
  readonly granularity: Iam.AccessAdvisorUsageGranularityType;
  readonly created: Date;
  readonly services: readonly string[];
}

const jobKey = (account: string, id: string) => ["iam", account, "access-advisor-job", id];

export const generateServiceLastAccessedDetails: Operation<typeof Iam, "GenerateServiceLastAccessedDetails"> = (
  { Arn, Granularity = "SERVICE_LEVEL" },
  context,
) => {
  const { store, account, clock } = context;
  const documents = documentsOf(context, Arn as string);
  const JobId = randomUUID();
  store.put(jobKey(account, JobId), {
    arn: Arn as string,
    granularity: Granularity,
    created: new Date(clock.now()),
    services: Object.keys(SERVICE_NAMES).filter((name) => documents.some((document) => grantsService(document, name))),
  } satisfies Job);
  return { JobId };
};

function documentsOf(context: OperationContext, arn: string): string[] {
  if (!arn.includes(":policy/")) return policiesOf(context, arn).map(({ document }) => document);
  const policy = requirePolicy(context, arn);
  return [requireVersion(policy, policy.defaultVersion).document];
}

function requireJob({ store, account }: OperationContext, id: string | undefined): Job {
  const job = store.get<Job>(jobKey(account, id as string));
  if (!job) throw noSuchEntity(`Job with id ${id} cannot be found.`);
  return job;
}

const progress = ({ created }: Job) =>
  ({ JobStatus: "COMPLETED", JobCreationDate: created, JobCompletionDate: created }) as const;

export const getServiceLastAccessedDetails: Operation<typeof Iam, "GetServiceLastAccessedDetails"> = (
  input,
  context,
) => {
  const job = requireJob(context, input.JobId);
  const { items, position } = page(job.services, input, (namespace) => namespace);
  return {
    ...progress(job),
    JobType: job.granularity,
    ServicesLastAccessed: items.map((namespace) => serviceLastAccessed(context, job.arn, namespace)),
    ...position,
  };
};

export const getServiceLastAccessedDetailsWithEntities: Operation<
  typeof Iam,
  "GetServiceLastAccessedDetailsWithEntities"
> = (input, context) => {
  const job = requireJob(context, input.JobId);
  const uses = new Map(
    usesOfService(context, job.arn, input.ServiceNamespace ?? "").map((one) => [one.identity.id, one.use]),
  );
  const { items, position } = page(identitiesOf(context, job.arn), input, ({ id }) => id);
  return {
    ...progress(job),
    EntityDetailsList: items.map(({ arn, name, id, path }) => ({
      EntityInfo: { Arn: arn, Name: name, Type: typeOf(arn), Id: id, Path: path },
      ...(uses.get(id) && { LastAuthenticated: uses.get(id)?.at }),
    })),
    ...position,
  };
};

const typeOf = (arn: string): Iam.PolicyOwnerEntityType => (arn.includes(":role/") ? "ROLE" : "USER");
