/**
 * How a service words the refusal of an input outside its constraints. The services that share AWS's framework say it
 * alike, with small differences, all of them recorded on AWS; DynamoDB, EC2, S3 and API Gateway v2 check inputs in
 * their own words and order, so that their rooms do it.
 */
export interface ValidationDialect {
  readonly code: string;
  /** Whether a value outside an enumeration is echoed, and the enumeration with it. */
  readonly echoesEnums: boolean;
  /** What is put before the path of a member of the body; API Gateway names the input there. */
  bodyPrefix(operation: string): string;
  /** Whether the constraints listed for an item end with its not being null. */
  readonly itemsNotNull: boolean;
  /** Members, as `Structure.member`, whose constraints the service's room tells in its own words. */
  readonly unchecked?: ReadonlySet<string>;
  /** Single refusals that the service words otherwise. */
  reword?(sentence: string): string;
}

const COMMON: ValidationDialect = {
  code: "ValidationException",
  echoesEnums: true,
  bodyPrefix: () => "",
  itemsNotNull: true,
};

/** IAM tells what names and paths may hold in sentences of its own. Source: AWS's answers, as its users report them. */
function inNamesOfIam(sentence: string): string {
  const [, name] =
    /Value '[^']+' at '((?:role|user|group|policy|instanceProfile)Name)' failed to satisfy constraint: Member must satisfy regular/.exec(
      sentence,
    ) ?? [];
  if (name !== undefined)
    return `The specified value for ${name} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`;
  return / at 'path' failed to satisfy constraint: Member must satisfy regular/.test(sentence)
    ? "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters."
    : sentence;
}

const DIALECTS: Readonly<Record<string, ValidationDialect>> = {
  "api-gateway": {
    ...COMMON,
    bodyPrefix: (operation) => `${operation.charAt(0).toLowerCase()}${operation.slice(1)}Input.`,
    itemsNotNull: false,
    unchecked: new Set(["EndpointConfiguration.ipAddressType"]),
  },
  cloudwatch: { ...COMMON, code: "ValidationError" },
  "cloudwatch-logs": {
    ...COMMON,
    code: "InvalidParameterException",
    // Source: AWS, recorded (a name of 513 characters).
    reword: (sentence) =>
      /at '(?:logGroup|logStream|filter)Name' failed to satisfy constraint: Member must have length less than or equal to 512/.test(
        sentence,
      )
        ? "Invalid LogGroup or LogStream, both must have length less than or equal to 512."
        : sentence,
  },
  "dynamodb-streams": COMMON,
  iam: { ...COMMON, code: "ValidationError", echoesEnums: false, reword: inNamesOfIam },
  lambda: COMMON,
  sfn: COMMON,
  sts: { ...COMMON, code: "ValidationError" },
};

export function validationDialect(service: string): ValidationDialect | undefined {
  return Object.hasOwn(DIALECTS, service) ? DIALECTS[service] : undefined;
}
