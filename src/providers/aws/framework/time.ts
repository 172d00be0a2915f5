/** A time as Terraform shows AWS's times: RFC 3339 without a fraction. */
export const awsTime = (time: Date | undefined): string | undefined => time?.toISOString().replace(/\.\d{3}Z$/, "Z");
