/** What the runtime must know of one function version to run it. */
export interface FunctionVersion {
  /** Changes whenever code or configuration does: environments of an older key take no more work. */
  readonly key: string;
  readonly account: string;
  readonly region: string;
  readonly functionName: string;
  /** "$LATEST" or the number. */
  readonly version: string;
  /** Identifier as in CreateFunction, such as python3.12. */
  readonly runtime: string;
  readonly runtimeVersionArn: string;
  readonly handler: string;
  /** Unpacked code; content-addressed, so never written to again. */
  readonly codeDirectory: string;
  /** Unpacked and merged layers, in their order; absent without layers. */
  readonly optDirectory?: string;
  /** In MB. */
  readonly memorySize: number;
  /** In seconds. */
  readonly timeout: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly logging: Logging;
  readonly initializationType: "on-demand" | "provisioned-concurrency";
  /** Credentials of the function's role, asked for at every cold start. */
  credentials(): Promise<Credentials>;
  /** Where the cloud is reached, for AWS_ENDPOINT_URL. */
  endpoint(): string;
}

export interface Logging {
  readonly group: string;
  readonly format: "Text" | "JSON";
  readonly applicationLevel?: string;
  readonly systemLevel?: string;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** One line or record of a function's log. */
export interface LogEvent {
  /** Milliseconds of the machine's time. */
  readonly timestamp: number;
  readonly message: string;
}
