/** When alarms are evaluated: every minute of the cloud's clock, and when data have come. */
import type { Cloud } from "../../cloud/cloud.ts";
import { evaluatedState } from "./alarm-evaluation.ts";
import { compileRule } from "./alarm-rule.ts";
import { changeState } from "./alarm-state.ts";
import { type Alarm, type AlarmContext, alarmPlaces, allAlarms, findAlarm, isComposite } from "./alarms.ts";

const MINUTE = 60_000;
/** A composite alarm may ask for others, but not endlessly. */
const MOST_ROUNDS = 10;

/** What ends the evaluation of a cloud's alarms. */
const evaluating = new WeakMap<Cloud, () => void>();

/** Evaluates alarms as long as there are any. */
export function keepEvaluating(cloud: Cloud): void {
  if (evaluating.has(cloud)) return;
  const plan = (): void => {
    const contexts = alarmPlaces(cloud.store).map((place): AlarmContext => ({ ...place, store: cloud.store, cloud }));
    if (contexts.some((context) => allAlarms(context).length > 0)) {
      const cancel = cloud.clock.at(cloud.clock.now() + MINUTE, () => {
        for (const context of contexts) evaluateAlarms(context);
        plan();
      });
      evaluating.set(cloud, cancel);
    } else evaluating.delete(cloud);
  };
  plan();
}

export function endEvaluation(cloud: Cloud): void {
  evaluating.get(cloud)?.();
  evaluating.delete(cloud);
}

/** Those of one account and region, or of them those that read a metric. */
export function evaluateAlarms(context: AlarmContext, namespace?: string): void {
  const alarms = allAlarms(context);
  let changed = false;
  for (const alarm of alarms) {
    if (isComposite(alarm) || (namespace !== undefined && !reads(alarm, namespace))) continue;
    const state = evaluatedState(context, alarm);
    if (!state) continue;
    changeState(context, alarm, state);
    changed = true;
  }
  if (changed || namespace === undefined) evaluateComposites(context);
}

export function evaluateComposites(context: AlarmContext): void {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const changes = allAlarms(context).filter((alarm) => isComposite(alarm) && evaluateComposite(context, alarm));
    if (changes.length === 0) return;
  }
}

/** Returns whether the alarm has changed. */
function evaluateComposite(context: AlarmContext, alarm: Alarm): boolean {
  const rule = compileRule(alarm.AlarmRule as string);
  const stateOf = (name: string) => findAlarm(context, name)?.StateValue;
  const value = rule.holds(stateOf) ? "ALARM" : "OK";
  if (value === alarm.StateValue) return false;
  const triggers = rule.names.flatMap((name) => findAlarm(context, name) ?? []);
  const [first] = triggers.filter(({ StateValue }) => StateValue === "ALARM");
  const trigger = first ?? triggers[0];
  changeState(context, alarm, {
    value,
    reason: trigger
      ? `${trigger.AlarmArn} transitioned to ${trigger.StateValue} at ${longDate(trigger.StateTransitionedTimestamp)}`
      : `${alarm.AlarmArn} was evaluated to ${value}`,
    data: JSON.stringify({
      triggeringAlarms: (trigger ? [trigger] : []).map(({ AlarmArn, StateValue, StateTransitionedTimestamp }) => ({
        arn: AlarmArn,
        state: { value: StateValue, timestamp: StateTransitionedTimestamp?.toISOString().replace("Z", "+0000") },
      })),
    }),
  });
  return true;
}

/** Such as Monday 23 November, 2026 08:10:00 UTC. Source: AWS, as LocalStack's source has it. */
function longDate(date = new Date(0)): string {
  const part = (options: Intl.DateTimeFormatOptions): string =>
    date.toLocaleString("en-US", { ...options, timeZone: "UTC" });
  const day = `${part({ weekday: "long" })} ${part({ day: "2-digit" })} ${part({ month: "long" })}`;
  return `${day}, ${part({ year: "numeric" })} ${date.toISOString().slice(11, 19)} UTC`;
}

const reads = ({ Namespace, Metrics = [] }: Alarm, namespace: string): boolean =>
  Namespace === namespace || Metrics.some(({ MetricStat }) => MetricStat?.Metric?.Namespace === namespace);
