import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { saveNewAlarm } from "./alarm-definition.ts";
import { compileRule } from "./alarm-rule.ts";
import { findAlarm } from "./alarms.ts";
import type { CloudWatch } from "./client.ts";
import { evaluateComposites } from "./evaluate-alarms.ts";

export const putCompositeAlarm: Operation<CloudWatch, "PutCompositeAlarm"> = (input, context) => {
  const { Tags, ...definition } = input;
  const unknown = compileRule(definition.AlarmRule as string).names.filter((name) => !findAlarm(context, name));
  if (unknown.length > 0) {
    throw new ServiceException(
      "ValidationError",
      `Could not save the composite alarm as alarms [${unknown.join(", ")}] in the alarm rule do not exist`,
    );
  }
  saveNewAlarm(context, definition, Tags);
  evaluateComposites(context);
  return {};
};
