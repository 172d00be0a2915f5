import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { createDefaultNetwork } from "./default-network.ts";
import { newId } from "./ids.ts";
import { allResources } from "./resources.ts";
import { vpcDetail } from "./vpcs.ts";

export const createDefaultVpc: Operation<typeof Ec2, "CreateDefaultVpc"> = (_, context) => {
  if (allResources(context, "vpc").some(({ IsDefault }) => IsDefault)) {
    throw new ServiceException(
      "DefaultVpcAlreadyExists",
      "A Default VPC already exists for this account in this region.",
    );
  }
  return { Vpc: vpcDetail(context, createDefaultNetwork(context, newId)) };
};
