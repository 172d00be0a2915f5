/** The one way of an alarm from one state to another: with its history and its actions. */
import type { StateValue } from "@aws-sdk/client-cloudwatch";
import { parseArn } from "../../cloud/arn.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { recordHistory } from "./alarm-history.ts";
import { type Alarm, type AlarmContext, saveAlarm } from "./alarms.ts";

export interface AlarmState {
  readonly value: StateValue;
  readonly reason: string;
  /** JSON. */
  readonly data?: string | undefined;
}

export function changeState(context: AlarmContext, alarm: Alarm, state: AlarmState): Alarm {
  const now = new Date(context.cloud.clock.now());
  const { StateReasonData: _old, ...rest } = alarm;
  const changed: Alarm = {
    ...rest,
    StateValue: state.value,
    StateReason: state.reason,
    ...(state.data === undefined ? {} : { StateReasonData: state.data }),
    StateUpdatedTimestamp: now,
    ...(alarm.StateValue === state.value ? {} : { StateTransitionedTimestamp: now }),
  };
  saveAlarm(context, changed);
  if (alarm.StateValue === state.value) return changed;
  recordHistory(context, changed, "StateUpdate", `Alarm updated from ${alarm.StateValue} to ${state.value}`, {
    oldState: described(alarm),
    newState: described(changed),
  });
  const actions = {
    ALARM: changed.AlarmActions,
    OK: changed.OKActions,
    INSUFFICIENT_DATA: changed.InsufficientDataActions,
  }[state.value];
  if (changed.ActionsEnabled !== false) {
    for (const action of actions ?? []) void act(context, action, alarm, changed);
  }
  return changed;
}

const described = ({ StateValue: stateValue, StateReason: stateReason, StateReasonData: data }: Alarm) => ({
  stateValue,
  stateReason,
  ...(data === undefined ? {} : { stateReasonData: JSON.parse(data) as unknown }),
});

async function act(context: AlarmContext, action: string, before: Alarm, alarm: Alarm): Promise<void> {
  const arn = parseArn(action);
  const done = (summary: string, error?: string): void => {
    const actionState = error === undefined ? "Succeeded" : "Failed";
    recordHistory(context, alarm, "Action", summary, {
      actionState,
      stateUpdateTimestamp: alarm.StateUpdatedTimestamp?.getTime(),
      notificationResource: action,
      error: error ?? null,
    });
  };
  try {
    if (arn?.service === "lambda") {
      const Payload = Buffer.from(JSON.stringify(notification(context, before, alarm)));
      const principal = {
        type: "service",
        arn: "lambda.alarms.cloudwatch.amazonaws.com",
        userId: "lambda.alarms.cloudwatch.amazonaws.com",
      } as const;
      const options = { account: arn.account, region: arn.region, principal };
      await context.cloud.call("lambda", "Invoke", { FunctionName: action, InvocationType: "Event", Payload }, options);
    } else if (arn?.service === "sns") {
      const Message = JSON.stringify(notification(context, before, alarm));
      const Subject = `${alarm.StateValue}: "${alarm.AlarmName}" in ${context.region}`;
      await context.cloud.call("sns", "Publish", { TopicArn: action, Subject, Message }, context);
    } else {
      throw new ServiceException("NotImplemented", `Terrarium does not implement the alarm action ${action}.`);
    }
    done(`Successfully executed action ${action}`);
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    done(`Failed to execute action ${action}`, error.message);
  }
}

const stamp = (date: Date | undefined): string | undefined => date?.toISOString().replace("Z", "+0000");

/** What a function gets. Source: CloudWatch's guide, "Invoke a Lambda function from an alarm". */
function notification({ account, region }: AlarmContext, before: Alarm, alarm: Alarm): object {
  const state = ({ StateValue, StateReason, StateReasonData, StateUpdatedTimestamp }: Alarm) => ({
    value: StateValue,
    reason: StateReason,
    ...(StateReasonData === undefined ? {} : { reasonData: StateReasonData }),
    timestamp: stamp(StateUpdatedTimestamp),
  });
  return {
    source: "aws.cloudwatch",
    alarmArn: alarm.AlarmArn,
    accountId: account,
    time: stamp(alarm.StateUpdatedTimestamp),
    region,
    alarmData: {
      alarmName: alarm.AlarmName,
      state: state(alarm),
      previousState: state(before),
      configuration: {
        ...(alarm.AlarmDescription === undefined ? {} : { description: alarm.AlarmDescription }),
        ...(alarm.AlarmRule === undefined ? { metrics: metricsOf(alarm) } : { alarmRule: alarm.AlarmRule }),
      },
    },
  };
}

function metricsOf(alarm: Alarm): object[] {
  const queries = alarm.Metrics ?? [
    {
      Id: alarm.AlarmName,
      ReturnData: true,
      MetricStat: {
        Metric: { Namespace: alarm.Namespace, MetricName: alarm.MetricName, Dimensions: alarm.Dimensions },
        Period: alarm.Period,
        Stat: alarm.Statistic ?? alarm.ExtendedStatistic,
        Unit: alarm.Unit,
      },
    },
  ];
  return queries.map(({ Id, Expression, Label, MetricStat, ReturnData = true }) => ({
    id: Id,
    ...(Expression === undefined ? {} : { expression: Expression }),
    ...(Label === undefined ? {} : { label: Label }),
    ...(MetricStat === undefined
      ? {}
      : {
          metricStat: {
            metric: {
              namespace: MetricStat.Metric?.Namespace,
              name: MetricStat.Metric?.MetricName,
              dimensions: Object.fromEntries(
                MetricStat.Metric?.Dimensions?.map(({ Name, Value }) => [Name, Value]) ?? [],
              ),
            },
            period: MetricStat.Period,
            stat: MetricStat.Stat,
            ...(MetricStat.Unit === undefined ? {} : { unit: MetricStat.Unit }),
          },
        }),
    returnData: ReturnData,
  }));
}
