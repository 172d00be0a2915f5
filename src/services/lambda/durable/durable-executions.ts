/** All durable executions of a cloud: starts them, finds the running ones, goes on with those a server left behind. */
import { createHash, randomUUID } from "node:crypto";
import type { InvocationResult } from "../../../runtime/invocation.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import type { FunctionRecord } from "../entities.ts";
import type { InvocationRequest } from "../invoking.ts";
import type { RunningLambda } from "../running.ts";
import type { InvocationTarget } from "../settled-targets.ts";
import { deliverEnd } from "./end-record.ts";
import { ExecutionRun } from "./execution-run.ts";
import { type DurableExecution, deleteExecution, executionPrefix, executionsOf, saveExecution } from "./executions.ts";
import { errorReport } from "./invocation-answer.ts";

export class DurableExecutions {
  readonly #lambda: RunningLambda;
  readonly #runs = new Map<string, ExecutionRun>();

  constructor(lambda: RunningLambda) {
    this.#lambda = lambda;
  }

  /** Goes on with what an earlier run of the cloud left open. */
  resume(): void {
    for (const execution of executionsOf(this.#lambda.cloud, ["lambda-durable"])) {
      if (execution.status === "RUNNING") this.#run(execution).resume();
    }
  }

  /** Lets go of a deleted function's executions, and of what is known of them. */
  functionDeleted(owner: FunctionRecord): void {
    const { store } = this.#lambda.cloud;
    for (const execution of executionsOf(this.#lambda.cloud, executionPrefix(owner, owner.name))) {
      this.running(execution)?.abandon();
      this.#runs.delete(execution.id);
      deleteExecution(store, execution);
    }
  }

  stop(): void {
    for (const run of this.#runs.values()) run.abandon();
    this.#runs.clear();
  }

  /** The run of an execution that has not ended. */
  running({ id }: DurableExecution): ExecutionRun | undefined {
    return this.#runs.get(id);
  }

  /** Starts an execution, or returns the one that was started by that name with the same event. */
  start(
    { owner, version, invokedArn }: InvocationTarget,
    request: InvocationRequest,
    options: { readonly name?: string | undefined; readonly asynchronous?: boolean } = {},
  ): DurableExecution {
    const { name, asynchronous = false } = options;
    const { store, clock } = this.#lambda.cloud;
    const input = Buffer.from(request.payload).toString("utf8");
    if (name !== undefined) {
      const before = executionsOf({ store, clock }, executionPrefix(owner, owner.name)).find(
        (one) => one.name === name,
      );
      if (before && digest(before.input) === digest(input)) return before;
      if (before) {
        throw new ServiceException(
          "DurableExecutionAlreadyStartedException",
          `The durable execution with the name ${name} has already been started with a different payload.`,
          { Type: "User" },
        );
      }
    }
    const id = randomUUID();
    const execution = saveExecution(store, {
      account: owner.account,
      region: owner.region,
      functionName: owner.name,
      version: version.version,
      name: name ?? id,
      id,
      invokedArn,
      input,
      status: "RUNNING",
      startedAt: clock.now(),
      config: version.configuration.DurableConfig ?? {},
      ...(request.traceId !== undefined && { traceId: request.traceId }),
      ...(request.tenantId !== undefined && { tenantId: request.tenantId }),
      ...(asynchronous && { asynchronousRequestId: request.requestId }),
    });
    this.#run(execution).begin();
    return execution;
  }

  /** Waits for the end of an execution and tells it as the result of an invocation. */
  async result(execution: DurableExecution): Promise<InvocationResult> {
    const closed = (await this.running(execution)?.closed) ?? execution;
    return {
      ...resultOf(closed),
      coldStart: false,
      logTail: Promise.resolve(""),
      finished: Promise.resolve(),
    };
  }

  #run(execution: DurableExecution): ExecutionRun {
    const run = new ExecutionRun(this.#lambda, execution);
    this.#runs.set(execution.id, run);
    run.closed
      .then((closed) => {
        this.#runs.delete(execution.id);
        return deliverEnd(this.#lambda, closed, resultOf(closed));
      })
      .catch((error: Error) => process.emitWarning(error));
    return run;
  }
}

/** The end of an execution as an invocation answers. */
function resultOf({ status, result = "null", error = {} }: DurableExecution) {
  if (status === "SUCCEEDED") return { payload: Buffer.from(result) };
  const report = errorReport(status === "FAILED" ? error : { ErrorType: `Durable.${status}`, ...error });
  return { payload: Buffer.from(JSON.stringify(report)), functionError: "Unhandled" as const };
}

/** Events are the same when they mean the same, however they are written. */
function digest(input: string): string {
  let text = input;
  try {
    text = JSON.stringify(JSON.parse(input));
  } catch {
    // Compared as it is.
  }
  return createHash("sha256").update(text).digest("hex");
}
