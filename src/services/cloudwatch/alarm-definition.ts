/** What PutMetricAlarm and PutCompositeAlarm have in common: a new alarm is unchecked, a known one keeps its state. */
import type { Tag } from "@aws-sdk/client-cloudwatch";
import type { OperationContext } from "../../cloud/operation.ts";
import { recordHistory } from "./alarm-history.ts";
import { type Alarm, alarmArn, findAlarm, saveAlarm } from "./alarms.ts";
import { keepEvaluating } from "./evaluate-alarms.ts";
import { saveTags } from "./tags.ts";

export function saveNewAlarm(context: OperationContext, definition: Alarm, tags: readonly Tag[] = []): void {
  const name = definition.AlarmName as string;
  const existing = findAlarm(context, name);
  const now = new Date(context.clock.now());
  const alarm: Alarm = {
    ...definition,
    AlarmArn: alarmArn(context, name),
    AlarmConfigurationUpdatedTimestamp: now,
    ActionsEnabled: definition.ActionsEnabled ?? true,
    OKActions: definition.OKActions ?? [],
    AlarmActions: definition.AlarmActions ?? [],
    InsufficientDataActions: definition.InsufficientDataActions ?? [],
    StateValue: existing?.StateValue ?? "INSUFFICIENT_DATA",
    StateReason: existing?.StateReason ?? "Unchecked: Initial alarm creation",
    ...(existing?.StateReasonData === undefined ? {} : { StateReasonData: existing.StateReasonData }),
    StateUpdatedTimestamp: existing?.StateUpdatedTimestamp ?? now,
    StateTransitionedTimestamp: existing?.StateTransitionedTimestamp ?? now,
  };
  saveAlarm(context, alarm);
  keepEvaluating(context.cloud);
  // Tags are only of a new alarm, as the API reference says.
  if (!existing && tags.length > 0) saveTags(context, alarm.AlarmArn as string, tags);
  recordHistory(context, alarm, "ConfigurationUpdate", `Alarm "${name}" ${existing ? "updated" : "created"}`, {
    type: existing ? "Update" : "Create",
    updatedAlarm: definition,
  });
}
