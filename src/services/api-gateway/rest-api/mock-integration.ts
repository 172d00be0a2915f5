/** MOCK integrations: the request template says which status to answer with. */
import type { RestCall } from "./call.ts";
import { GatewayFault } from "./gateway-fault.ts";
import type { IntegrationAnswer } from "./integration-answer.ts";
import { mappedBody } from "./request-mapping.ts";

/** Names need no quotes, as in the template that the CDK writes: `{ statusCode: 204 }`. */
const STATUS = /^\s*\{[^]*?["']?\bstatusCode["']?\s*:\s*["']?(\d{3})\b/;

export function mockIntegration(call: RestCall): IntegrationAnswer {
  const status = STATUS.exec(mappedBody(call).toString("utf8"))?.[1];
  if (status === undefined) {
    call.log(
      "Execution failed due to configuration error: Unable to parse statusCode. It should be an integer that is defined in the integration response",
    );
    throw new GatewayFault("API_CONFIGURATION_ERROR");
  }
  return { status: Number(status), headers: [], body: Buffer.alloc(0), selector: status };
}
