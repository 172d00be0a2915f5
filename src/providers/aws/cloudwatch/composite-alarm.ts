import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { differs, given, present, some } from "../framework/given.ts";
import { type TagMap, tagList } from "../framework/tags.ts";
import type { CloudwatchResources } from "../schema/cloudwatch.generated.ts";
import { alarmTags, deleteAlarm, retagAlarm } from "./alarms.ts";

type CompositeAlarm = CloudwatchResources["aws_cloudwatch_composite_alarm"];

export const awsCloudwatchCompositeAlarm = defineResource<CompositeAlarm>({
  title: "CloudWatch Composite Alarm",
  named: (planned) => planned.alarm_name,
  async create(planned, aws) {
    await put(planned, aws, planned.tags_all);
    return { id: planned.alarm_name };
  },
  async read(state, aws) {
    const { CompositeAlarms } = await aws.call("cloudwatch", "DescribeAlarms", {
      AlarmNames: [state.id],
      AlarmTypes: ["CompositeAlarm"],
    });
    const alarm = CompositeAlarms?.[0];
    return (
      alarm && {
        actions_enabled: alarm.ActionsEnabled,
        actions_suppressor: alarm.ActionsSuppressor
          ? [
              {
                alarm: alarm.ActionsSuppressor,
                extension_period: alarm.ActionsSuppressorExtensionPeriod ?? 0,
                wait_period: alarm.ActionsSuppressorWaitPeriod ?? 0,
              },
            ]
          : [],
        alarm_actions: alarm.AlarmActions,
        alarm_description: alarm.AlarmDescription,
        alarm_name: alarm.AlarmName ?? "",
        alarm_rule: alarm.AlarmRule ?? "",
        arn: alarm.AlarmArn,
        insufficient_data_actions: alarm.InsufficientDataActions,
        ok_actions: alarm.OKActions,
        tags: await alarmTags(aws, alarm.AlarmArn),
      }
    );
  },
  async update(planned, aws, prior) {
    if (
      differs(
        prior,
        planned,
        "actions_suppressor",
        "alarm_actions",
        "alarm_description",
        "alarm_rule",
        "insufficient_data_actions",
        "ok_actions",
      )
    )
      await put(planned, aws);
    await retagAlarm(aws, prior, planned);
  },
  delete: (prior, aws) => deleteAlarm(prior.id, aws),
});

/** A put replaces the alarm as a whole; tags are looked at only when it is new. */
async function put(planned: CompositeAlarm, aws: Aws, tags: TagMap = {}): Promise<void> {
  const [suppressor] = planned.actions_suppressor;
  await aws.call("cloudwatch", "PutCompositeAlarm", {
    ActionsEnabled: present(planned.actions_enabled),
    ActionsSuppressor: suppressor?.alarm,
    ActionsSuppressorExtensionPeriod: suppressor?.extension_period,
    ActionsSuppressorWaitPeriod: suppressor?.wait_period,
    AlarmActions: some(planned.alarm_actions),
    AlarmDescription: given(planned.alarm_description),
    AlarmName: planned.alarm_name,
    AlarmRule: planned.alarm_rule,
    InsufficientDataActions: some(planned.insufficient_data_actions),
    OKActions: some(planned.ok_actions),
    Tags: some(tagList(tags)),
  });
}
