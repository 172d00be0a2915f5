/** What the provider's "invalid value for x (...)" sentences mean, by their text in brackets. */
export const PATTERNS: Readonly<Record<string, RegExp>> = {
  "must match [\\w+=,.@-]": /^[\w+=,.@-]*$/,
  "must be a full service hostname e.g. elasticbeanstalk.amazonaws.com": /\./,
  "must only contain alphanumeric characters, hyphens, underscores, commas, periods, @ symbols, plus and equals signs":
    /^[0-9A-Za-z=,.@\-_+]+$/,
  "must start with an alphanumeric character and only contain lowercase alphanumeric characters and hyphens":
    /^[a-z0-9][a-z0-9-]+$/,
  "must be valid function name or function ARN":
    /^(arn:[a-zA-Z0-9-]+:lambda:)?([a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([0-9A-Za-z_-]+)(:(\$LATEST|[0-9A-Za-z_-]+))?$/,
  "must be a valid action (usually starts with lambda:)": /^(lambda:[*]|lambda:[a-zA-Z]+|[*])$/,
  "must contain alphanumeric, periods, underscores or dashes only": /^[0-9A-Za-z._-]+$/,
  "must contain alphanumeric, dollar signs, underscores or dashes only": /^[0-9A-Za-z$_-]+$/,
  "must contain alphanumeric, underscores or dashes only": /^[0-9A-Za-z_-]+$/,
  "cannot contain a colon or asterisk and cannot start or end with a slash": /^([^:*/]|[^:*/][^:*]*[^:*/])$/,
  "must be alphanumeric": /^[0-9A-Za-z]+$/,
  "must start with '/mnt/'": /^\/mnt\/[0-9A-Za-z_.-]+$/,
  "must not contain colon characters": /[^:]/,
  "invalid statistic, see: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html":
    /^((p|tm|wm|tc|ts)(\d{1,2}(\.\d{1,2})?|100)|IQM|(TM|WM|PR|TC|TS)\((\d+(\.\d+)?%?)?:(\d+(\.\d+)?%?)?\))$/,
  "must be a KMS Key ID": /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/,
  "must be a KMS Key Alias": /^alias\/[0-9A-Za-z_/-]+$/,
  "the name should only contain 0-9, A-Z, a-z, - and _": /^[0-9A-Za-z_-]+$/,
  "The name must consist of alphanumerics, hyphens, and underscores.": /^[0-9A-Za-z_.-]+$/,
  "must contain alphanumeric characters, underscores, hyphens, slashes, hash signs and dots only":
    /^[0-9A-Za-z_/.#-]+$/,
};
