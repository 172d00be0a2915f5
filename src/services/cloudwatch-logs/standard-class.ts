import { ServiceException } from "../../wire/service-exception.ts";
import type { LogGroup } from "./groups.ts";

/** What groups of the cheaper classes refuse. Source: AWS, as users of DescribeSubscriptionFilters have reported it. */
export function requireStandardClass(group: LogGroup): LogGroup {
  if (group.class === "STANDARD") return group;
  throw new ServiceException("ValidationException", "This operation is only supported on the Standard log class.");
}
