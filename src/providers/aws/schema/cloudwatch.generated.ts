// Compiled by scripts/aws-schema; not edited by hand.
/** Attributes of resource types. */
export interface CloudwatchResources {
  aws_cloudwatch_metric_alarm: {
    actions_enabled: boolean | null;
    alarm_actions: readonly string[];
    alarm_description: string | null;
    alarm_name: string;
    arn: string | null;
    comparison_operator: string;
    datapoints_to_alarm: number | null;
    dimensions: Readonly<Record<string, string>>;
    evaluate_low_sample_count_percentiles: string | null;
    evaluation_periods: number;
    extended_statistic: string | null;
    id: string | null;
    insufficient_data_actions: readonly string[];
    metric_name: string | null;
    namespace: string | null;
    ok_actions: readonly string[];
    period: number | null;
    statistic: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    threshold: number | null;
    threshold_metric_id: string | null;
    treat_missing_data: string | null;
    unit: string | null;
    metric_query: readonly {
      account_id: string | null;
      expression: string | null;
      id: string;
      label: string | null;
      period: number | null;
      return_data: boolean | null;
      metric: readonly {
        dimensions: Readonly<Record<string, string>>;
        metric_name: string;
        namespace: string | null;
        period: number;
        stat: string;
        unit: string | null;
      }[];
    }[];
  };
  aws_cloudwatch_composite_alarm: {
    actions_enabled: boolean | null;
    alarm_actions: readonly string[];
    alarm_description: string | null;
    alarm_name: string;
    alarm_rule: string;
    arn: string | null;
    id: string | null;
    insufficient_data_actions: readonly string[];
    ok_actions: readonly string[];
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    actions_suppressor: readonly {
      alarm: string;
      extension_period: number;
      wait_period: number;
    }[];
  };
  aws_cloudwatch_dashboard: {
    dashboard_arn: string | null;
    dashboard_body: string;
    dashboard_name: string;
    id: string | null;
  };
}
