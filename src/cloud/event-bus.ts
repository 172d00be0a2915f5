/**
 * What happened inside the cloud, for whoever wants to know: services tell it, services and the timeline listen.
 * Services never import one another; a fact that another service needs goes through here.
 */
export interface EventBus {
  publish<Name extends keyof BusEvents>(name: Name, event: BusEvents[Name]): void;
  /** Returns the function that ends the subscription. Listeners run in order of subscription, after the publisher's turn. */
  subscribe<Name extends keyof BusEvents>(
    name: Name,
    listener: (event: BusEvents[Name]) => void | Promise<void>,
  ): () => void;
}

interface Place {
  readonly account: string;
  readonly region: string;
}

/** Every kind of event, by name. A service that publishes a new kind adds its line. */
export interface BusEvents {
  /** Lines that a function or a service writes to CloudWatch Logs. Group and stream are made when missing. */
  "logs.write": Place & {
    readonly group: string;
    readonly stream: string;
    readonly events: readonly { readonly timestamp: number; readonly message: string }[];
  };
  /** A DynamoDB stream has a new record; the record itself is read from the stream. */
  "dynamodb.stream": Place & { readonly streamArn: string };
  /** One operation has been answered. */
  "operation.done": Place & {
    readonly service: string;
    readonly operation: string;
    readonly requestId: string;
    readonly at: number;
    readonly milliseconds: number;
    readonly error?: { readonly code: string; readonly message: string };
  };
  /** One function invocation has ended. */
  "lambda.invoked": Place & {
    readonly functionName: string;
    readonly requestId: string;
    readonly at: number;
    readonly milliseconds: number;
    readonly coldStart: boolean;
    readonly functionError?: string;
  };
}
