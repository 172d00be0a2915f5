// Where the constraints that AWS shows in its answers differ from those that it publishes: other patterns, and
// enumerations in another order. Each was recorded on AWS.

const RUNTIMES = [
  ..."nodejs20.x python3.14 provided.al2023 python3.12 python3.13 nodejs24.x nodejs22.x java25 python3.10".split(" "),
  ..."python3.11 java21 ruby3.3 ruby3.4 ruby3.2 python3.8 python3.9 java17 nodejs16.x dotnet10 dotnet8 java11".split(
    " ",
  ),
  ..."dotnet6 nodejs18.x provided.al2 java8.al2".split(" "),
];
const REGION = "(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}";
const UUID = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";

/** Constraints that replace the published ones of a name, by service. */
export const recordedConstraints = {
  "api-gateway": {
    EndpointType: { enum: ["PRIVATE", "EDGE", "REGIONAL"] },
    Op: { enum: ["add", "remove", "move", "test", "replace", "copy"] },
  },
  lambda: {
    // Reported as a whole, unlike other lists.
    CompatibleRuntimes: { length: [0, 15], enum: RUNTIMES },
    LayerVersionArn: {
      length: [1, 140],
      pattern: `(arn:(aws[a-zA-Z-]*)?:lambda:${REGION}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)`,
    },
    RecursiveLoop: { enum: ["Terminate", "Allow"] },
    Runtime: { enum: RUNTIMES },
    TaggableResource: {
      length: [1, 256],
      pattern: `arn:(aws[a-zA-Z-]*):lambda:${REGION}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:${UUID}|capacity-provider:[a-zA-Z0-9-_]+)`,
    },
  },
};

/** Members that the service checks in words of its own. */
export const checkedElsewhere = {
  lambda: { CreateFunctionRequest: ["Runtime"], UpdateFunctionConfigurationRequest: ["Runtime"] },
};
