/** The variables that make every AWS client and the real aws provider talk to a cloud at that endpoint. */
export function clientEnvironment(
  endpoint: string,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const region = environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"] ?? "us-east-1";
  // A user's own keys could be real ones: they are never sent, unless they name a local account.
  const account = environment["AWS_ACCESS_KEY_ID"];
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: account !== undefined && /^\d{12}$/.test(account) ? account : "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: "true",
  };
}

/** Variables of a real AWS setup that would win over the ones above. */
export const OVERRIDING_VARIABLES: readonly string[] = [
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_SESSION_TOKEN",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_ROLE_ARN",
  "AWS_CONFIG_FILE",
  "AWS_SHARED_CREDENTIALS_FILE",
];
