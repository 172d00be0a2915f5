import { type ParityCase, resource } from "../parity-case.ts";

const TOPIC = "arn:aws:sns:us-east-1:123456789012:topic";
const errors = {
  alarm_name: "errors",
  comparison_operator: "GreaterThanOrEqualToThreshold",
  evaluation_periods: 2,
  metric_name: "Errors",
  namespace: "AWS/Lambda",
  period: 120,
  statistic: "Sum",
  dimensions: { FunctionName: "f" },
};
const metric = (metric_name: string, more: object = {}) => [
  { metric_name, namespace: "AWS/ApplicationELB", period: 120, stat: "Sum", ...more },
];
const dashboard = (markdown: string): string =>
  JSON.stringify({
    widgets: [{ type: "text", x: 0, y: 0, width: 3, height: 3, properties: { markdown } }],
  });

export const cloudwatchCases: readonly ParityCase[] = [
  {
    name: "cloudwatch alarms of metrics",
    steps: [
      resource(
        "aws_cloudwatch_metric_alarm",
        "errors",
        {
          ...errors,
          threshold: 80.5,
          alarm_description: "too many",
          alarm_actions: [TOPIC],
          tags: { a: "b" },
        },
        { ...errors, threshold: 1, alarm_description: "", tags: { a: "c", d: "e" } },
      ),
      resource("aws_cloudwatch_metric_alarm", "slow", {
        ...errors,
        alarm_name: "slow",
        statistic: null,
        extended_statistic: "p99.9",
        threshold: 0,
        datapoints_to_alarm: 2,
        treat_missing_data: "notBreaching",
        evaluate_low_sample_count_percentiles: "ignore",
        unit: "Milliseconds",
        actions_enabled: false,
      }),
    ],
  },
  {
    name: "cloudwatch alarms of expressions",
    steps: [
      resource(
        "aws_cloudwatch_metric_alarm",
        "rate",
        {
          alarm_name: "rate",
          comparison_operator: "GreaterThanThreshold",
          evaluation_periods: 2,
          threshold: 10,
          metric_query: [
            { id: "e1", expression: "m2/m1*100", label: "Error Rate", return_data: true },
            { id: "m1", metric: metric("RequestCount", { unit: "Count", dimensions: { LoadBalancer: "app/web" } }) },
            { id: "m2", metric: metric("HTTPCode_ELB_5XX_Count", { stat: "p95" }) },
          ],
        },
        {
          alarm_name: "rate",
          comparison_operator: "GreaterThanThreshold",
          evaluation_periods: 2,
          threshold: 20,
          metric_query: [
            { id: "e1", expression: "m1*100", label: "Requests", return_data: true },
            { id: "m1", metric: metric("RequestCount") },
          ],
        },
      ),
      resource("aws_cloudwatch_metric_alarm", "band", {
        alarm_name: "band",
        comparison_operator: "GreaterThanUpperThreshold",
        evaluation_periods: 2,
        threshold_metric_id: "e1",
        insufficient_data_actions: [TOPIC],
        metric_query: [
          { id: "e1", expression: "ANOMALY_DETECTION_BAND(m1)", label: "expected", return_data: true },
          { id: "m1", return_data: true, metric: metric("RequestCount") },
        ],
      }),
    ],
  },
  {
    name: "cloudwatch composite alarm, dashboard",
    steps: [
      resource("aws_cloudwatch_metric_alarm", "part", { ...errors, alarm_name: "part", threshold: 1 }),
      resource(
        "aws_cloudwatch_composite_alarm",
        "both",
        (made) => ({
          alarm_name: "both",
          alarm_rule: `ALARM(${made("part", "alarm_name")}) OR FALSE`,
          alarm_actions: [TOPIC],
          actions_suppressor: [{ alarm: made("part", "alarm_name"), extension_period: 10, wait_period: 20 }],
          tags: { a: "b" },
        }),
        (made) => ({
          alarm_name: "both",
          alarm_description: "either",
          alarm_rule: `OK(${made("part", "alarm_name")})`,
          tags: { a: "c" },
        }),
      ),
      resource(
        "aws_cloudwatch_dashboard",
        "board",
        { dashboard_name: "board", dashboard_body: dashboard("Hi") },
        { dashboard_name: "board", dashboard_body: dashboard("Ho") },
      ),
    ],
  },
];
