import { ServiceException } from "../../../wire/service-exception.ts";

/** An expression that cannot be read or computed; who evaluates it adds its id. */
export class MathError extends Error {}

export const invalid = (message: string): MathError => new MathError(message);

export const notBuilt = (what: string): ServiceException =>
  new ServiceException("NotImplemented", `Terrarium does not implement ${what}.`, {}, 501);
