/** Request validators: parameters that must be there, bodies that must be as their model says. */
import { headerOf, lastOf } from "../../../endpoint/request-parts.ts";
import { type Schema, validate } from "../json-schema/validate.ts";
import type { RestCall } from "./call.ts";
import { GatewayFault } from "./gateway-fault.ts";

export function validateRequest(call: RestCall): void {
  const { snapshot, method } = call;
  const validator = snapshot.validators.find(({ id }) => id === method.requestValidatorId);
  if (validator?.validateRequestParameters) validateParameters(call);
  if (validator?.validateRequestBody) validateBody(call);
}

/** As recorded: headers, then path, then query. */
const ORDER = ["header", "path", "querystring"];

function validateParameters({ request, query, pathParameters, method }: RestCall): void {
  const values = lastOf(query);
  const missing = Object.entries(method.requestParameters ?? {})
    .filter(([, required]) => required)
    .map(([source]) => /^method\.request\.(multivalue)?(\w+?)\.(.+)$/.exec(source))
    .filter((found) => found !== null)
    .map(([, , place = "", name = ""]) => ({ place, name }))
    .filter(({ place, name }) => {
      if (place === "header") return !headerOf(request, name.toLowerCase());
      return !(place === "path" ? pathParameters[name] : values[name]);
    })
    .sort((a, b) => ORDER.indexOf(a.place) - ORDER.indexOf(b.place))
    .map(({ name }) => name);
  if (missing.length > 0)
    throw new GatewayFault("BAD_REQUEST_PARAMETERS", {
      message: `Missing required request parameters: [${missing.join(", ")}]`,
    });
}

function validateBody({ request, snapshot, method }: RestCall): void {
  const models = method.requestModels ?? {};
  const type = (headerOf(request, "content-type") ?? "application/json").split(";")[0]?.trim() ?? "";
  const name = models[type] ?? models["$default"];
  const model = snapshot.models.find((one) => one.name === name);
  if (!model?.schema) return;
  const find = (url: string): Schema | undefined => {
    const other = snapshot.models.find((one) => url.endsWith(`/models/${one.name}`));
    return other?.schema === undefined ? undefined : (JSON.parse(other.schema) as Schema);
  };
  let body: unknown;
  try {
    body = JSON.parse(Buffer.from(request.body).toString("utf8"));
  } catch {
    throw new GatewayFault("BAD_REQUEST_BODY");
  }
  const errors = validate(body, JSON.parse(model.schema) as Schema, find);
  if (errors.length > 0) throw new GatewayFault("BAD_REQUEST_BODY", { validation: `[${errors.join(", ")}]` });
}
