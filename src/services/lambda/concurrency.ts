/** How many invocations run at once, by function and by account, and who is refused. */
import { ServiceException } from "../../wire/service-exception.ts";
import type { FunctionRecord, Place } from "./entities.ts";

export const ACCOUNT_LIMIT = 1000;
/** Of the account's limit that reservations must leave to the rest. */
export const MINIMUM_UNRESERVED = 100;

export class Concurrency {
  readonly #running = new Map<string, number>();

  /** Counts an invocation in, or refuses it; the returned function counts it out. */
  enter(owner: FunctionRecord): () => void {
    const ofFunction = functionOf(owner);
    const ofAccount = placeOf(owner);
    const { reservedConcurrency } = owner;
    if (reservedConcurrency !== undefined && this.#count(ofFunction) >= reservedConcurrency) {
      throw throttled("ReservedFunctionConcurrentInvocationLimitExceeded");
    }
    if (reservedConcurrency === undefined && this.#count(ofAccount) >= ACCOUNT_LIMIT) {
      throw throttled("ConcurrentInvocationLimitExceeded");
    }
    this.#add(ofFunction, 1);
    if (reservedConcurrency === undefined) this.#add(ofAccount, 1);
    return () => {
      this.#add(ofFunction, -1);
      if (reservedConcurrency === undefined) this.#add(ofAccount, -1);
    };
  }

  #count(key: string): number {
    return this.#running.get(key) ?? 0;
  }

  #add(key: string, difference: number): void {
    const count = this.#count(key) + difference;
    if (count === 0) this.#running.delete(key);
    else this.#running.set(key, count);
  }
}

const placeOf = ({ account, region }: Place): string => `${account}/${region}`;
const functionOf = (owner: Place & { readonly name: string }): string => `${placeOf(owner)}/${owner.name}`;

export const throttled = (Reason: string): ServiceException =>
  new ServiceException("TooManyRequestsException", "Rate Exceeded.", { Reason, Type: "User" });
