/** The languages for which API Gateway makes clients. Source: AWS's answer to GetSdkTypes. */
import type { SdkType } from "@aws-sdk/client-api-gateway";
import type { Operation } from "../../cloud/operation.ts";
import type { ApiGateway } from "./client.ts";
import { page } from "./page.ts";
import { notFound } from "./store.ts";

const TYPES: readonly SdkType[] = [
  { id: "javascript", friendlyName: "JavaScript", configurationProperties: [] },
  { id: "android", friendlyName: "Android" },
  { id: "objectivec", friendlyName: "iOS (Objective-C)" },
  { id: "swift", friendlyName: "iOS (Swift)" },
  { id: "ruby", friendlyName: "Ruby" },
  { id: "java", friendlyName: "Java SDK" },
];

export const getSdkTypes: Operation<ApiGateway, "GetSdkTypes"> = (input, _context) => page(TYPES, input);

export const getSdkType: Operation<ApiGateway, "GetSdkType"> = ({ id }, _context) => {
  const type = TYPES.find((one) => one.id === id);
  if (!type) throw notFound("Invalid SDK type identifier specified");
  return type;
};
