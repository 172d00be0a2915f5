/** What Lambda stores. Configurations are kept in the shape the API answers with. */
import type {
  CapacityProvider,
  Cors,
  EventSourceMappingConfiguration,
  FunctionConfiguration,
  FunctionScalingConfig,
  FunctionUrlAuthType,
  InvokeMode,
} from "@aws-sdk/client-lambda";

export interface Place {
  readonly account: string;
  readonly region: string;
}

/** A function apart from its versions. */
export interface FunctionRecord extends Place {
  readonly name: string;
  readonly arn: string;
  /** Number that the next published version gets. */
  readonly nextVersion: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly reservedConcurrency?: number;
  readonly recursiveLoop: "Allow" | "Terminate";
  readonly codeSigningConfigArn?: string;
  readonly createdAt: number;
}

/** $LATEST or a published version. */
export interface VersionRecord extends Place {
  readonly name: string;
  readonly version: string;
  readonly configuration: FunctionConfiguration;
  /** Hexadecimal SHA-256 of the package, by which its files are found; absent for container images. */
  readonly code?: string;
  readonly imageUri?: string;
  /** Of a published version: a digest of what $LATEST was then. */
  readonly publishedContent?: string;
  /** While it is still being created or updated: when that ends, on the cloud's clock. */
  readonly settlesAt?: number;
  readonly runtimeUpdate?: RuntimeUpdate;
  /** Of Managed Instances; kept and shown only. */
  readonly scaling?: FunctionScalingConfig;
}

export interface RuntimeUpdate {
  readonly updateOn: "Auto" | "Manual" | "FunctionUpdate";
  readonly runtimeVersionArn?: string;
}

export interface AliasRecord extends Place {
  readonly functionName: string;
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly weights?: Readonly<Record<string, number>>;
  readonly revisionId: string;
}

/** A resource policy: of a function, a version, an alias or a layer version. */
export interface PolicyRecord {
  readonly statements: readonly PolicyStatement[];
  readonly revisionId: string;
}

export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal: string | Readonly<Record<string, string>>;
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface UrlRecord extends Place {
  readonly id: string;
  readonly functionName: string;
  /** Name of an alias; absent for $LATEST. */
  readonly qualifier?: string;
  readonly authType: FunctionUrlAuthType;
  readonly cors?: Cors;
  readonly invokeMode: InvokeMode;
  readonly createdAt: string;
  readonly modifiedAt: string;
}

export interface EventInvokeRecord {
  readonly modifiedAt: number;
  readonly maximumRetryAttempts?: number;
  readonly maximumEventAge?: number;
  readonly onSuccess?: string;
  readonly onFailure?: string;
}

export interface ProvisionedRecord {
  readonly requested: number;
  readonly modifiedAt: string;
  /** When the environments are there, on the cloud's clock. */
  readonly readyAt: number;
}

export interface LayerVersionRecord extends Place {
  readonly name: string;
  readonly version: number;
  readonly description: string;
  readonly createdDate: string;
  readonly compatibleRuntimes?: readonly string[];
  readonly compatibleArchitectures?: readonly string[];
  readonly licenseInfo?: string;
  /** Hexadecimal SHA-256 of the package. */
  readonly code: string;
  readonly codeSha256: string;
  readonly codeSize: number;
}

export interface MappingRecord extends Place {
  readonly configuration: EventSourceMappingConfiguration;
  /** What its passing states lead to. */
  readonly enabled: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

export interface CodeSigningRecord {
  readonly arn: string;
  readonly id: string;
  readonly description: string;
  readonly publishers: readonly string[];
  readonly policy: "Warn" | "Enforce";
  readonly modifiedAt: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Instances that functions may be placed on. There are none here: stored and shown, without effect. */
export interface CapacityProviderRecord extends Place {
  readonly name: string;
  readonly provider: CapacityProvider;
  readonly tags: Readonly<Record<string, string>>;
}
