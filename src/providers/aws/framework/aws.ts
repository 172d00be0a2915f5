/** What a behaviour may use: AWS operations by name in the provider's region and account, typed by the SDK's clients. */
import type { Cloud } from "../../../cloud/cloud.ts";
import type { InputOf, OutputOf } from "../../../cloud/operation.ts";
import type { TagSettings } from "./tags.ts";

/** Service names as the cloud knows them, with the SDK client that types their operations. */
export interface Clients {
  "api-gateway": typeof import("@aws-sdk/client-api-gateway");
  apigatewayv2: typeof import("@aws-sdk/client-apigatewayv2");
  "cloudwatch-logs": typeof import("@aws-sdk/client-cloudwatch-logs");
  dynamodb: typeof import("@aws-sdk/client-dynamodb");
  ec2: typeof import("@aws-sdk/client-ec2");
  iam: typeof import("@aws-sdk/client-iam");
  lambda: typeof import("@aws-sdk/client-lambda");
  s3: typeof import("@aws-sdk/client-s3");
  sfn: typeof import("@aws-sdk/client-sfn");
  sts: typeof import("@aws-sdk/client-sts");
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
  /** The same in another region. */
  inRegion(region: string): Pick<Aws, "call">;
  /** Asks again and again until the answer is there; for objects that AWS makes ready in the background. */
  until<Answer>(what: string, ask: () => Promise<Answer | undefined>): Promise<Answer>;
}
