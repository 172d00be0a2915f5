/**
 * Identities as the store holds them. IAM writes them; STS, the server's authentication and authorization read them,
 * so their form is known to all. Everything hangs on an identity's unique id, so that a rename moves one key.
 */

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

interface Identity {
  readonly arn: string;
  readonly path: string;
  readonly name: string;
  /** AROA…, AIDA…, AGPA… */
  readonly id: string;
  readonly created: Date;
}

export interface RoleRecord extends Identity {
  /** The trust policy's JSON text, as it was given. */
  readonly trustPolicy: string;
  readonly description: string | undefined;
  readonly maxSessionDuration: number;
  /** ARN of the managed policy that bounds the role. */
  readonly boundary: string | undefined;
  readonly tags: readonly Tag[];
  /** The service that a service-linked role belongs to. */
  readonly linkedService?: string | undefined;
}

export interface UserRecord extends Identity {
  readonly boundary: string | undefined;
  readonly tags: readonly Tag[];
}

export type GroupRecord = Identity;

export interface PolicyVersionRecord {
  readonly id: string;
  readonly document: string;
  readonly created: Date;
}

/** A managed policy; those of AWS are written into an account when they are first used there. */
export interface ManagedPolicyRecord extends Identity {
  readonly description: string | undefined;
  readonly defaultVersion: string;
  /** Newest last. */
  readonly versions: readonly PolicyVersionRecord[];
  readonly nextVersion: number;
  readonly updated: Date;
  readonly tags: readonly Tag[];
}

export interface AccessKeyRecord {
  readonly account: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly userId: string;
  readonly userName: string;
  readonly status: "Active" | "Inactive";
  readonly created: Date;
  readonly lastUsed?: { readonly at: Date; readonly service: string; readonly region: string } | undefined;
}

/** Temporary credentials that STS has given out. */
export interface SessionRecord {
  readonly account: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly type: "assumed-role" | "federated-user" | "user" | "root";
  /** ARN of the session as GetCallerIdentity prints it. */
  readonly arn: string;
  /** UserId as GetCallerIdentity prints it. */
  readonly userId: string;
  /** Name of the role assumed, or of the user who asked. */
  readonly name: string;
  readonly expires: Date;
  /** Documents and managed policy ARNs that narrow the session. */
  readonly policies: readonly string[];
  readonly policyArns: readonly string[];
  readonly tags: readonly Tag[];
  readonly transitiveTagKeys: readonly string[];
  readonly sourceIdentity?: string | undefined;
}

export type IdentityKind = "role" | "user" | "group";
