/** A time as Terraform shows AWS's times: RFC 3339 without a fraction. */
export const awsTime = (time: Date | undefined): string | undefined => time?.toISOString().replace(/\.\d{3}Z$/, "Z");

/** A time as Go prints it: what some attributes hold. */
export const goTime = (time: Date | undefined): string | undefined =>
  time
    ?.toISOString()
    .replace("T", " ")
    .replace(/\.?0*Z$/, " +0000 UTC");
