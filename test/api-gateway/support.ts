/** REST APIs for tests: an API described as a table of methods, a function to stand behind it, requests to it. */
import { request } from "node:http";
import { buffer, text } from "node:stream/consumers";
import * as Api from "@aws-sdk/client-api-gateway";
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  LambdaClient,
  waitUntilFunctionActiveV2,
} from "@aws-sdk/client-lambda";
import { ZipFile } from "yazl";
import type { TestCloud } from "../support/cloud.ts";

export interface MethodSpec {
  readonly method?: Omit<Api.PutMethodCommandInput, "restApiId" | "resourceId" | "httpMethod" | "authorizationType"> & {
    readonly authorizationType?: string;
  };
  readonly integration: Omit<Api.PutIntegrationCommandInput, "restApiId" | "resourceId" | "httpMethod">;
  /** By status; "" is the default selection. */
  readonly responses?: Readonly<Record<string, Partial<Api.PutIntegrationResponseCommandInput>>>;
}

export interface TestApi {
  readonly id: string;
  readonly root: string;
  readonly resources: Readonly<Record<string, string>>;
}

export class RestApis {
  readonly client: Api.APIGatewayClient;
  readonly lambda: LambdaClient;
  readonly #cloud: TestCloud;

  constructor(cloud: TestCloud) {
    this.#cloud = cloud;
    this.client = new Api.APIGatewayClient(cloud.clientConfig);
    this.lambda = new LambdaClient(cloud.clientConfig);
  }

  close(): void {
    this.client.destroy();
    this.lambda.destroy();
  }

  /** Methods by `GET /path`; not deployed yet. */
  async make(
    methods: Readonly<Record<string, MethodSpec>>,
    settings: Partial<Api.CreateRestApiCommandInput> = {},
  ): Promise<TestApi> {
    const { id, rootResourceId } = await this.client.send(
      new Api.CreateRestApiCommand({ name: `api-${Math.random()}`, ...settings }),
    );
    const api: TestApi = {
      id: id as string,
      root: rootResourceId as string,
      resources: { "/": rootResourceId as string },
    };
    for (const [key, spec] of Object.entries(methods)) await this.add(api, key, spec);
    return api;
  }

  async add(api: TestApi, key: string, { method, integration, responses = {} }: MethodSpec): Promise<void> {
    const [httpMethod = "", path = "/"] = key.split(" ");
    const place = { restApiId: api.id, resourceId: await this.#resource(api, path), httpMethod };
    await this.client.send(new Api.PutMethodCommand({ authorizationType: "NONE", ...method, ...place }));
    await this.client.send(new Api.PutIntegrationCommand({ ...integration, ...place }));
    for (const [statusCode, response] of Object.entries(responses)) {
      const headers = Object.keys(response.responseParameters ?? {}).map((name) => [name, true]);
      await this.client.send(
        new Api.PutMethodResponseCommand({ ...place, statusCode, responseParameters: Object.fromEntries(headers) }),
      );
      await this.client.send(new Api.PutIntegrationResponseCommand({ ...place, statusCode, ...response }));
    }
  }

  async #resource(api: TestApi, path: string): Promise<string> {
    const known = api.resources[path];
    if (known) return known;
    const cut = path.lastIndexOf("/");
    const parentId = await this.#resource(api, path.slice(0, cut) || "/");
    const pathPart = path.slice(cut + 1);
    const { id } = await this.client.send(new Api.CreateResourceCommand({ restApiId: api.id, parentId, pathPart }));
    (api.resources as Record<string, string>)[path] = id as string;
    return id as string;
  }

  async deploy({ id }: TestApi, stageName = "dev", variables?: Record<string, string>): Promise<void> {
    await this.client.send(
      new Api.CreateDeploymentCommand({ restApiId: id, stageName, ...(variables && { variables }) }),
    );
  }

  /** A function that API Gateway may call, and the URI of its integration. */
  async fn(name: string, source: string, settings: Partial<CreateFunctionCommandInput> = {}): Promise<string> {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from(source), "index.js");
    zip.end();
    const { FunctionArn } = await this.lambda.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Runtime: "nodejs22.x",
        Handler: "index.handler",
        Role: "arn:aws:iam::000000000000:role/r",
        Code: { ZipFile: await buffer(zip.outputStream) },
        ...settings,
      }),
    );
    await waitUntilFunctionActiveV2(
      { client: this.lambda, maxWaitTime: 20, minDelay: 1, maxDelay: 1 },
      { FunctionName: name },
    );
    await this.lambda.send(
      new AddPermissionCommand({
        FunctionName: name,
        StatementId: "api",
        Action: "lambda:InvokeFunction",
        Principal: "apigateway.amazonaws.com",
      }),
    );
    return `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FunctionArn}/invocations`;
  }

  /** `path` begins with the stage. */
  async call(api: { readonly id: string }, path: string, options: CallOptions = {}): Promise<Answer> {
    const { port } = new URL(this.#cloud.endpoint);
    return send(this.#cloud.endpoint, path, {
      ...options,
      headers: { host: `${api.id}.execute-api.localhost:${port}`, ...options.headers },
    });
  }
}

export interface CallOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
}

export interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

export function send(
  endpoint: string,
  path: string,
  { method = "GET", headers = {}, body }: CallOptions,
): Promise<Answer> {
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: hostname, port, path, method, headers: headers as Record<string, string | string[]> },
      (incoming) =>
        void text(incoming).then(
          (all) => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: all }),
          reject,
        ),
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}
