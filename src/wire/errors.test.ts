// The five forms of an error, as AWS's answers look on the wire.
import { expect, test } from "vitest";
import { serviceCodec } from "./service-codec.ts";
import { ServiceException } from "./service-exception.ts";

const encode = (service: string, error: ServiceException) => serviceCodec(service).encodeError(error, "id");

test.each([
  ["lambda", "ResourceNotFoundException", {}, 404, '{"Type":"User","Message":"gone"}'],
  ["lambda", "TooManyRequestsException", { Reason: "R" }, 429, '{"Type":"User","message":"gone","Reason":"R"}'],
  ["lambda", "ValidationException", {}, 400, '{"message":"gone"}'],
  ["apigatewayv2", "NotFoundException", { ResourceType: "Api" }, 404, '{"message":"gone","resourceType":"Api"}'],
  ["cloudwatch-logs", "ResourceNotFoundException", {}, 400, '{"__type":"ResourceNotFoundException","message":"gone"}'],
  [
    "dynamodb",
    "ResourceNotFoundException",
    {},
    400,
    '{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"gone"}',
  ],
  [
    "dynamodb",
    "ConditionalCheckFailedException",
    { Item: { b: { B: new Uint8Array([255]) } } },
    400,
    '{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"gone","Item":{"b":{"B":"/w=="}}}',
  ],
  [
    "dynamodb",
    "ValidationException",
    {},
    400,
    '{"__type":"com.amazon.coral.validate#ValidationException","message":"gone"}',
  ],
  [
    "iam",
    "NoSuchEntityException",
    {},
    404,
    `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <Error>
    <Type>Sender</Type>
    <Code>NoSuchEntity</Code>
    <Message>gone</Message>
  </Error>
  <RequestId>id</RequestId>
</ErrorResponse>
`,
  ],
  [
    "ec2",
    "InvalidVpcID.NotFound",
    {},
    400,
    `<?xml version="1.0" encoding="UTF-8"?>
<Response><Errors><Error><Code>InvalidVpcID.NotFound</Code><Message>gone</Message></Error></Errors><RequestID>id</RequestID></Response>`,
  ],
  [
    "s3",
    "NoSuchKey",
    { Key: "a&b" },
    404,
    `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>NoSuchKey</Code><Message>gone</Message><Key>a&amp;b</Key><RequestId>id</RequestId><HostId>aWRpZGlk</HostId></Error>`,
  ],
])("%s %s", (service, code, members, status, body) => {
  const response = encode(service, new ServiceException(code, "gone", members));
  expect(response.status).toBe(status);
  expect(response.body).toBe(body);
});

test("the code is in a header where the body does not have it", () => {
  expect(encode("lambda", new ServiceException("ResourceNotFoundException", "gone")).headers).toMatchObject({
    "x-amzn-ErrorType": "ResourceNotFoundException",
    "x-amzn-RequestId": "id",
  });
  expect(encode("cloudwatch", new ServiceException("ResourceNotFound", "gone")).headers["x-amzn-query-error"]).toMatch(
    /^ResourceNotFound;Sender$/,
  );
});

test.each([
  ["UnauthorizedOperation", 403],
  ["AuthFailure", 401],
  ["RequestLimitExceeded", 503],
])("EC2's %s has its own status", (code, status) => {
  expect(encode("ec2", new ServiceException(code, "no")).status).toBe(status);
});
