/** Settings of a stage's routes; HTTP APIs know fewer of them than WebSocket APIs. */
import type { LoggingLevel, RouteSettings } from "@aws-sdk/client-apigatewayv2";
import { given } from "../framework/given.ts";

interface Settings {
  readonly data_trace_enabled: boolean | null;
  readonly detailed_metrics_enabled: boolean | null;
  readonly logging_level: string | null;
  readonly throttling_burst_limit: number | null;
  readonly throttling_rate_limit: number | null;
}

export const routeSettingsInput = (settings: Settings, protocol: string | undefined): RouteSettings => ({
  ...(protocol === "WEBSOCKET" && {
    DataTraceEnabled: settings.data_trace_enabled ?? false,
    LoggingLevel: given(settings.logging_level) as LoggingLevel | undefined,
  }),
  DetailedMetricsEnabled: settings.detailed_metrics_enabled ?? false,
  ThrottlingBurstLimit: given(settings.throttling_burst_limit),
  ThrottlingRateLimit: given(settings.throttling_rate_limit),
});

export const routeSettingsFound = (settings: RouteSettings) => ({
  data_trace_enabled: settings.DataTraceEnabled,
  detailed_metrics_enabled: settings.DetailedMetricsEnabled,
  logging_level: settings.LoggingLevel,
  throttling_burst_limit: settings.ThrottlingBurstLimit,
  throttling_rate_limit: settings.ThrottlingRateLimit,
});
