import type { Service } from "../../cloud/service.ts";
import { getCallerIdentity } from "./get-caller-identity.ts";

export const sts: Service = {
  name: "sts",
  operations: {
    GetCallerIdentity: getCallerIdentity,
  },
};
