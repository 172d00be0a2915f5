import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import type { ActivityRecord } from "./activities.ts";
import { cutPage } from "./page.ts";

export const listActivities: Operation<typeof Sfn, "ListActivities"> = (input, context) => {
  const { store, account, region } = context;
  const all = [...store.range<ActivityRecord>({ prefix: ["sfn", account, region, "activity"] })].map(
    ({ value }) => value,
  );
  const { items, next } = cutPage(all, input);
  return {
    activities: items.map(({ arn, name, created }) => ({ activityArn: arn, name, creationDate: created })),
    ...next,
  };
};
