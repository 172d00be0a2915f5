/**
 * From request to answer, as a list of steps: guard -> the server's own endpoints -> the user's endpoints -> identify
 * -> authenticate -> decode -> operate (validate, authorize) -> encode. No promise is made on the way of an operation
 * that returns at once.
 */
import type { Duplex } from "node:stream";
import { defaultRegion } from "../cloud/regions.ts";
import type { Service } from "../cloud/service.ts";
import { domainHome } from "../endpoint/custom-domain.ts";
import { StoreError } from "../store/store-error.ts";
import type { OperationCodec, ServiceCodec } from "../wire/codec.ts";
import type { WireRequest } from "../wire/message.ts";
import { ServiceException } from "../wire/service-exception.ts";
import { isForeignPage, isOwnHost } from "./browser-guard.ts";
import { CallContext } from "./call-context.ts";
import { notImplemented, type RunningCloud } from "./cloud.ts";
import { controlAnswer, json } from "./control-endpoints.ts";
import { type CredentialScope, credentialScope } from "./credential-scope.ts";
import { dynamodbFront, requireSignature } from "./dynamodb-front.ts";
import { inServiceWords, notStored, unknownOperation } from "./gateway-errors.ts";
import { identifyService } from "./identify.ts";
import { checkPresigned } from "./presigned-url.ts";
import { callerOf, noteUse, RefusedCredentials } from "./principals.ts";
import { plainRequest } from "./request-body.ts";
import { newRequestId } from "./request-id.ts";
import { pathStyle } from "./s3-address.ts";
import { codecOf, unknownServiceAnswer } from "./unknown-service.ts";
import {
  type Answer,
  mayBeUserEndpoint,
  type RawRequest,
  userConnection,
  userEndpointAnswer,
} from "./user-endpoints.ts";

/** Told of the operation's context, so that it can be aborted when the client goes away. */
export type OnContext = (context: CallContext) => void;

export class Gateway {
  readonly #cloud: RunningCloud;
  readonly #listening: string;

  constructor(cloud: RunningCloud, listening: string) {
    this.#cloud = cloud;
    this.#listening = listening;
  }

  /** Never throws and never rejects. */
  answer(request: WireRequest, raw: RawRequest, onContext: OnContext): Answer | Promise<Answer> {
    if (!this.#serves(request.headers["host"])) return forbidden("This host name is not served here");
    const scope = credentialScope(request.headers["authorization"], request.query);
    if (!mayBeUserEndpoint(request, scope)) return this.#awsAnswer(request, scope, onContext);
    return this.#userAnswer(request, raw, scope, onContext).catch((error: unknown) => {
      this.#cloud.onError(error);
      return json(500, { message: "Internal Server Error" });
    });
  }

  /** A connection that asks for a WebSocket: undefined when somebody took it over. Never rejects. */
  async connect(request: WireRequest, raw: RawRequest, socket: Duplex): Promise<Answer | undefined> {
    if (!this.#serves(request.headers["host"])) return forbidden("This host name is not served here");
    try {
      return await userConnection(request, raw, this.#cloud, socket);
    } catch (error) {
      this.#cloud.onError(error);
      return json(500, { message: "Internal server error" });
    }
  }

  #serves(host: string | undefined): boolean {
    return isOwnHost(host, this.#listening) || domainHome(this.#cloud.store, host ?? "") !== undefined;
  }

  async #userAnswer(
    request: WireRequest,
    raw: RawRequest,
    scope: CredentialScope | undefined,
    onContext: OnContext,
  ): Promise<Answer> {
    const own = isForeignPage(request.headers) ? undefined : controlAnswer(request, this.#cloud);
    return (
      (await own) ?? (await userEndpointAnswer(request, raw, this.#cloud)) ?? this.#awsAnswer(request, scope, onContext)
    );
  }

  #awsAnswer(request: WireRequest, scope: CredentialScope | undefined, onContext: OnContext): Answer | Promise<Answer> {
    const service = identifyService(request, scope);
    // Pages may use buckets as far as the buckets' own CORS settings let them; only POST needs no leave from a browser.
    if (isForeignPage(request.headers) && (service !== "s3" || request.method === "POST")) {
      return forbidden("Requests from web pages of other sites are not served");
    }
    const codec = codecOf(service, request);
    const requestId = newRequestId(service);
    if (codec === undefined) return unknownServiceAnswer(service, request, requestId);
    const front = dynamodbFront(service, request, requestId);
    if (front !== undefined) return front;
    try {
      const region = scope?.region || defaultRegion;
      const caller = callerOf(scope?.accessKey, region, this.#cloud.store, this.#cloud.clock);
      if (scope !== undefined) noteUse(scope, this.#cloud.store, this.#cloud.clock);
      const plain = plainRequest(service === "s3" ? pathStyle(request) : request, service);
      if (service === "s3") checkPresigned(plain.query, plain.headers, this.#cloud.clock);
      if (service === "s3" && plain.method === "OPTIONS") return this.#preflight(service, codec, plain, requestId);
      const name = codec.identify(plain);
      const operation = name === undefined ? undefined : codec.operation(name);
      if (operation === undefined) throw unknownOperation(service, name, plain);
      if (scope === undefined || plain.query !== "") requireSignature(service, plain, scope !== undefined);
      if (!this.#cloud.services.has(service)) throw notImplemented(service, operation.name);
      const context = new CallContext(this.#cloud, service, caller, region, requestId, plain.headers);
      onContext(context);
      const running = this.#cloud.services.running(service);
      if (running !== undefined) return this.#operate(running, codec, operation, plain, context);
      return this.#cloud.services.start(service).then(
        (started) => this.#operate(started, codec, operation, plain, context),
        (error: unknown) => this.#errorAnswer(error, codec, requestId),
      );
    } catch (error) {
      return this.#errorAnswer(error, codec, requestId);
    }
  }

  #operate(
    service: Service,
    codec: ServiceCodec,
    operation: OperationCodec,
    request: WireRequest,
    context: CallContext,
  ): Answer | Promise<Answer> {
    const { requestId } = context;
    try {
      if (request.headers["origin"] !== undefined && service.crossOrigin)
        return this.#toOtherOrigin(service, codec, operation, request, context);
      const input = operation.decode(request);
      const output = this.#cloud.operate(service, operation.name, input, context);
      if (!(output instanceof Promise)) return operation.encode(output as Record<string, unknown>, requestId);
      return this.#answered(output, codec, operation, requestId);
    } catch (error) {
      return this.#errorAnswer(error, codec, requestId);
    }
  }

  async #answered(
    output: Promise<object>,
    codec: ServiceCodec,
    operation: OperationCodec,
    requestId: string,
  ): Promise<Answer> {
    try {
      return operation.encode((await output) as Record<string, unknown>, requestId);
    } catch (error) {
      return this.#errorAnswer(error, codec, requestId);
    }
  }

  /** The answer with what lets the page that asked read it. */
  async #toOtherOrigin(
    service: Service,
    codec: ServiceCodec,
    operation: OperationCodec,
    request: WireRequest,
    context: CallContext,
  ): Promise<Answer> {
    const allowed = service.crossOrigin?.(request, this.#cloud.store);
    const { origin: _origin, ...headers } = request.headers;
    const answer = await this.#operate(service, codec, operation, { ...request, headers }, context);
    return { ...answer, headers: { ...(answer.headers as Readonly<Record<string, string>>), ...allowed } };
  }

  async #preflight(service: string, codec: ServiceCodec, request: WireRequest, requestId: string): Promise<Answer> {
    try {
      const running = await this.#cloud.services.start(service);
      const headers = running.crossOrigin?.(request, this.#cloud.store);
      if (headers === undefined) throw unknownOperation(service, undefined, request);
      return { status: 200, headers, body: "" };
    } catch (error) {
      return this.#errorAnswer(error, codec, requestId);
    }
  }

  #errorAnswer(error: unknown, codec: ServiceCodec, requestId: string): Answer {
    if (error instanceof ServiceException) {
      const refusal = error instanceof RefusedCredentials ? inServiceWords(error, codec.model.table.service) : error;
      return codec.encodeError(refusal, requestId);
    }
    if (error instanceof RangeError && error.message.includes("call stack")) {
      return codec.encodeError(
        new ServiceException("SerializationException", "Input is nested too deeply", {}, 400),
        requestId,
      );
    }
    if (error instanceof StoreError && (error.code === "disk-full" || error.code === "not-written")) {
      return codec.encodeError(notStored(error, codec.model.table.service), requestId);
    }
    this.#cloud.onError(error);
    // A defect of ours does not heal by itself, and to a 500 clients would come back for many minutes.
    const message = error instanceof Error ? error.message : String(error);
    return codec.encodeError(
      new ServiceException("InternalFailure", `Terrarium failed: ${message}`, {}, 501),
      requestId,
    );
  }
}

function forbidden(message: string): Answer {
  return json(403, { message });
}
