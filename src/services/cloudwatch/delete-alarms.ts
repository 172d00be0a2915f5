import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { recordHistory } from "./alarm-history.ts";
import { compileRule } from "./alarm-rule.ts";
import { allAlarms, findAlarm, removeAlarm } from "./alarms.ts";
import type { CloudWatch } from "./client.ts";

/** Names without an alarm are passed over. */
export const deleteAlarms: Operation<CloudWatch, "DeleteAlarms"> = (input, context) => {
  const names = input.AlarmNames ?? [];
  const parent = allAlarms(context).find(
    ({ AlarmName, AlarmRule }) =>
      AlarmRule !== undefined &&
      !names.includes(AlarmName as string) &&
      compileRule(AlarmRule).names.some((name) => names.includes(name)),
  );
  if (parent) {
    throw new ServiceException(
      "ValidationError",
      `Cannot delete the alarms because the composite alarm ${parent.AlarmName} depends on them.`,
    );
  }
  for (const name of names) {
    const alarm = findAlarm(context, name);
    if (!alarm) continue;
    removeAlarm(context, name);
    recordHistory(context, alarm, "ConfigurationUpdate", `Alarm "${name}" deleted`, { type: "Delete" });
  }
  return {};
};
