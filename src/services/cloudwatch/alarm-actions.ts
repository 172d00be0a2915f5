/** SetAlarmState, EnableAlarmActions and DisableAlarmActions. */
import { isJson } from "../../cloud/is-json.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { changeState } from "./alarm-state.ts";
import { findAlarm, saveAlarm } from "./alarms.ts";
import type { CloudWatch } from "./client.ts";
import { evaluateComposites } from "./evaluate-alarms.ts";

export const setAlarmState: Operation<CloudWatch, "SetAlarmState"> = (input, context) => {
  const alarm = findAlarm(context, input.AlarmName as string);
  if (!alarm) throw new ServiceException("ResourceNotFound", `Unknown alarm: ${input.AlarmName}`);
  const data = input.StateReasonData;
  if (data !== undefined && !isJson(data))
    throw new ServiceException("InvalidFormat", "StateReasonData was not valid JSON");
  changeState(context, alarm, {
    value: input.StateValue as NonNullable<typeof input.StateValue>,
    reason: input.StateReason as string,
    data,
  });
  evaluateComposites(context);
  return {};
};

function switchActions(context: OperationContext, names: readonly string[] = [], enabled: boolean): void {
  for (const name of names) {
    const alarm = findAlarm(context, name);
    if (alarm) saveAlarm(context, { ...alarm, ActionsEnabled: enabled });
  }
}

export const enableAlarmActions: Operation<CloudWatch, "EnableAlarmActions"> = ({ AlarmNames }, context) => {
  switchActions(context, AlarmNames, true);
  return {};
};

export const disableAlarmActions: Operation<CloudWatch, "DisableAlarmActions"> = ({ AlarmNames }, context) => {
  switchActions(context, AlarmNames, false);
  return {};
};
