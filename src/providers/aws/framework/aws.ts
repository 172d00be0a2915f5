/** What a behaviour may use: AWS operations by name in the provider's region and account, typed by the SDK's clients. */
import type * as ApiGateway from "@aws-sdk/client-api-gateway";
import type * as Apigatewayv2 from "@aws-sdk/client-apigatewayv2";
import type * as Cloudwatch from "@aws-sdk/client-cloudwatch";
import type * as CloudwatchLogs from "@aws-sdk/client-cloudwatch-logs";
import type * as Dynamodb from "@aws-sdk/client-dynamodb";
import type * as Ec2 from "@aws-sdk/client-ec2";
import type * as Iam from "@aws-sdk/client-iam";
import type * as Lambda from "@aws-sdk/client-lambda";
import type * as S3 from "@aws-sdk/client-s3";
import type * as Sfn from "@aws-sdk/client-sfn";
import type * as Sts from "@aws-sdk/client-sts";
import type { Cloud } from "../../../cloud/cloud.ts";
import type { InputOf, OutputOf } from "../../../cloud/operation.ts";
import type { TagSettings } from "./tags.ts";

/** Service names as the cloud knows them, with the SDK client that types their operations. */
export interface Clients {
  "api-gateway": typeof ApiGateway;
  apigatewayv2: typeof Apigatewayv2;
  cloudwatch: typeof Cloudwatch;
  "cloudwatch-logs": typeof CloudwatchLogs;
  dynamodb: typeof Dynamodb;
  ec2: typeof Ec2;
  iam: typeof Iam;
  lambda: typeof Lambda;
  s3: typeof S3;
  sfn: typeof Sfn;
  sts: typeof Sts;
}

type OperationName<Client> = {
  [Name in keyof Client]: Name extends `${infer Operation}Command` ? Operation : never;
}[keyof Client];

export interface Aws {
  readonly region: string;
  readonly account: string;
  /** aws, aws-cn or aws-us-gov. */
  readonly partition: string;
  /** Folder that relative file names start from. */
  readonly directory: string;
  readonly tags: TagSettings;
  readonly signal: AbortSignal;
  cloud(): Promise<Cloud>;
  /** Calls an AWS operation; a refusal is thrown as CallError, which carries AWS's code and sentence. */
  call<Service extends keyof Clients, Name extends OperationName<Clients[Service]> & string>(
    service: Service,
    operation: Name,
    input: InputOf<Clients[Service], Name>,
  ): Promise<OutputOf<Clients[Service], Name>>;
  /** Makes up a name that starts so. */
  uniqueName(prefix: string): string;
  /** The same in another region. */
  inRegion(region: string): Pick<Aws, "call">;
  /** Asks again and again until the answer is there; for objects that AWS makes ready in the background. */
  until<Answer>(what: string, ask: () => Promise<Answer | undefined>): Promise<Answer>;
  /** Asks again after refusals that may end with what is being made beside this, as the real provider does. */
  beside<Answer>(tooEarly: (error: unknown) => boolean, ask: () => Promise<Answer>): Promise<Answer>;
}
