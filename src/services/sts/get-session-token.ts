import type { Operation } from "../../cloud/operation.ts";
import type { Sts } from "./client.ts";
import { issueCredentials } from "./credentials.ts";
import { accessDenied } from "./role.ts";
import { callingSession } from "./session-tags.ts";

const DEFAULT_SECONDS = 43_200;
const MOST_SECONDS_OF_ROOT = 3600;

export const getSessionToken: Operation<Sts, "GetSessionToken"> = ({ DurationSeconds }, context) => {
  if (callingSession(context)) throw accessDenied("Cannot call GetSessionToken with session credentials");
  const { account, principal } = context;
  const root = principal.type !== "user";
  const seconds = DurationSeconds ?? (root ? MOST_SECONDS_OF_ROOT : DEFAULT_SECONDS);
  return {
    Credentials: issueCredentials(context, {
      account,
      type: root ? "root" : "user",
      arn: principal.arn,
      userId: principal.userId,
      name: principal.arn.slice(principal.arn.lastIndexOf("/") + 1),
      // Longer sessions of root are cut to an hour, as AWS's documentation says.
      seconds: root ? Math.min(seconds, MOST_SECONDS_OF_ROOT) : seconds,
    }),
  };
};
