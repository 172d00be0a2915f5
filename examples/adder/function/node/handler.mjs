// The Node twin of ../python/handler.py: adds x and y and remembers the sum in DynamoDB.
import { remember } from "./sums.mjs";

export const main = async (event, context) => {
  // Over HTTP the numbers are in the query string; directly and from the state machine they are the event itself.
  const http = "requestContext" in event;
  const numbers = http ? (event.queryStringParameters ?? {}) : event;
  const x = toNumber(numbers.x);
  const y = toNumber(numbers.y);
  if (Number.isNaN(x) || Number.isNaN(y)) {
    if (http) return { statusCode: 400, body: JSON.stringify({ message: "x and y must be numbers" }) };
    throw new TypeError("x and y must be numbers");
  }

  const sum = x + y;
  console.log(`${numbers.x} + ${numbers.y} = ${sum}`);
  await remember(process.env.TABLE, context.awsRequestId, sum);

  if (!http) return { sum };
  return { statusCode: 200, headers: { "content-type": "application/json" }, body: JSON.stringify({ sum }) };
};

const toNumber = (text) => (text === undefined || text === null || text === "" ? Number.NaN : Number(text));
