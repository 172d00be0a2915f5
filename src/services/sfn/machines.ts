/** State machines, their versions and aliases: records and lookup. */
import type * as Sfn from "@aws-sdk/client-sfn";
import type { OperationContext } from "../../cloud/operation.ts";
import type { Key } from "../../store/store.ts";
import { invalidArn, machineDoesNotExist } from "./fault.ts";

export interface MachineRecord {
  readonly arn: string;
  readonly name: string;
  readonly type: "STANDARD" | "EXPRESS";
  readonly definition: string;
  readonly roleArn: string;
  readonly created: Date;
  readonly updated: Date;
  readonly revisionId: string;
  readonly logging: Sfn.LoggingConfiguration;
  readonly tracing: Sfn.TracingConfiguration;
  readonly encryption: Sfn.EncryptionConfiguration;
  readonly nextVersion: number;
}

/** A published revision of a machine. */
export interface VersionRecord {
  readonly arn: string;
  readonly number: number;
  readonly description: string | undefined;
  readonly created: Date;
  readonly machine: MachineRecord;
}

export interface AliasRecord {
  readonly arn: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly routing: readonly Sfn.RoutingConfigurationListItem[];
  readonly created: Date;
  readonly updated: Date;
}

export function statesArn({ partition, region, account }: OperationContext, resource: string): string {
  return `arn:${partition}:states:${region}:${account}:${resource}`;
}

/**
 * Encryption is told where the machine was given a key of its own, and as recorded on AWS, for a machine that uses
 * what came with variables.
 */
export function encryptionMember({ encryption, definition }: MachineRecord): {
  encryptionConfiguration?: Sfn.EncryptionConfiguration;
} {
  const told = encryption.type !== "AWS_OWNED_KEY" || /"(?:Assign|QueryLanguage)"\s*:/.test(definition);
  return told ? { encryptionConfiguration: encryption } : {};
}

export const machineKey = ({ account, region }: OperationContext, name: string): Key => [
  "sfn",
  account,
  region,
  "machine",
  name,
];
export const versionKey = ({ account, region }: OperationContext, name: string, version: number): Key => [
  "sfn",
  account,
  region,
  "version",
  name,
  version,
];
export const aliasKey = ({ account, region }: OperationContext, name: string, alias: string): Key => [
  "sfn",
  account,
  region,
  "alias",
  name,
  alias,
];

export interface MachineName {
  readonly name: string;
  /** Version number or alias behind the name. */
  readonly qualifier: string | undefined;
}

/** Reads a machine's ARN. */
export function machineName(arn: string | undefined): MachineName {
  const match = /^arn:[^:]+:states:[^:]+:\d{12}:stateMachine:([^:/]+)(?:\/[^:]+)?(?::([^:]+))?$/.exec(arn ?? "");
  if (!match) throw invalidArn(arn);
  return { name: match[1] ?? "", qualifier: match[2] };
}

export function requireMachine(context: OperationContext, arn: string | undefined): MachineRecord {
  const { name } = machineName(arn);
  const machine = context.store.get<MachineRecord>(machineKey(context, name));
  if (!machine) throw machineDoesNotExist(arn);
  return machine;
}

export function saveMachine(context: OperationContext, machine: MachineRecord): void {
  context.store.put(machineKey(context, machine.name), machine);
}

export function versionsOf(context: OperationContext, name: string): VersionRecord[] {
  const { store, account, region } = context;
  const prefix = ["sfn", account, region, "version", name];
  return [...store.range<VersionRecord>({ prefix, reverse: true })].map(({ value }) => value);
}

export function aliasesOf(context: OperationContext, name: string): AliasRecord[] {
  const { store, account, region } = context;
  return [...store.range<AliasRecord>({ prefix: ["sfn", account, region, "alias", name] })].map(({ value }) => value);
}

/** What an ARN with or without qualifier runs: the machine's revision, and the version and alias it came through. */
export function resolveMachine(
  context: OperationContext,
  arn: string | undefined,
): { readonly machine: MachineRecord; readonly versionArn?: string; readonly aliasArn?: string } {
  const { name, qualifier } = machineName(arn);
  const machine = context.store.get<MachineRecord>(machineKey(context, name));
  if (!machine) throw machineDoesNotExist(arn);
  if (qualifier === undefined) return { machine };
  if (/^\d+$/.test(qualifier)) {
    const version = context.store.get<VersionRecord>(versionKey(context, name, Number(qualifier)));
    if (!version) throw machineDoesNotExist(arn);
    return { machine: version.machine, versionArn: version.arn };
  }
  const alias = context.store.get<AliasRecord>(aliasKey(context, name, qualifier));
  if (!alias) throw machineDoesNotExist(arn);
  const versionArn = route(alias.routing);
  return { ...resolveMachine(context, versionArn), versionArn, aliasArn: alias.arn };
}

function route(routing: readonly Sfn.RoutingConfigurationListItem[]): string {
  let ticket = Math.random() * 100;
  for (const { stateMachineVersionArn = "", weight = 0 } of routing) {
    ticket -= weight;
    if (ticket < 0) return stateMachineVersionArn;
  }
  return routing[0]?.stateMachineVersionArn ?? "";
}

/** Publishes the machine as it is; an unchanged revision has its version already. */
export function publishVersion(
  context: OperationContext,
  machine: MachineRecord,
  description: string | undefined,
): VersionRecord {
  const [latest] = versionsOf(context, machine.name);
  if (latest && latest.machine.revisionId === machine.revisionId) return latest;
  const number = machine.nextVersion;
  const version: VersionRecord = {
    arn: `${machine.arn}:${number}`,
    number,
    description,
    created: new Date(context.clock.now()),
    machine,
  };
  context.store.put(versionKey(context, machine.name, number), version);
  saveMachine(context, { ...machine, nextVersion: number + 1 });
  return version;
}
