import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { Sts } from "./client.ts";

/** No operation of this cloud answers with an encoded message, so that none can be one of ours. */
export const decodeAuthorizationMessage: Operation<Sts, "DecodeAuthorizationMessage"> = () => {
  throw new ServiceException("InvalidAuthorizationMessageException", "Message is not valid");
};
