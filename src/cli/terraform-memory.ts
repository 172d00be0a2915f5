/**
 * Terraform's own garbage collection under our providers. A command of a second's length ends before its garbage matters,
 * and collecting it costs a quarter of terraform's work; a limit makes it collect where a plan is really large.
 */
export function withoutCollection(
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const own = environment["GOGC"] !== undefined || environment["GOMEMLIMIT"] !== undefined;
  return own ? {} : { GOGC: "off", GOMEMLIMIT: "768MiB" };
}
