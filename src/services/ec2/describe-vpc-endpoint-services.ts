import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { cutPage } from "./describe.ts";
import type { FilterFields } from "./filters.ts";
import { checkFilters, matchesFilters } from "./filters.ts";
import { fixedId } from "./ids.ts";
import { zonesOf } from "./zones.ts";

// Services that stacks of the kind served here put behind endpoints.
const INTERFACE_SERVICES = [
  "dynamodb",
  "ec2",
  "events",
  "execute-api",
  "kinesis-streams",
  "kms",
  "lambda",
  "logs",
  "monitoring",
  "s3",
  "secretsmanager",
  "sns",
  "sqs",
  "ssm",
  "states",
  "sts",
  "sync-states",
];

export const describeVpcEndpointServices: Operation<typeof Ec2, "DescribeVpcEndpointServices"> = (
  { ServiceNames, Filters, ...request },
  context,
) => {
  const { region } = context;
  checkFilters("vpc-endpoint-service", Filters, fields);
  const details = [
    ...["s3", "dynamodb"].map((service) => detailOf(region, service, "Gateway")),
    ...INTERFACE_SERVICES.map((service) => detailOf(region, service, "Interface")),
  ];
  const unknown = ServiceNames?.find((name) => !details.some(({ ServiceName }) => ServiceName === name));
  if (unknown !== undefined) {
    throw new ServiceException("InvalidServiceName", `The Vpc Endpoint Service '${unknown}' does not exist`);
  }
  const matching = details.filter(
    (detail) =>
      (!ServiceNames?.length || ServiceNames.includes(detail.ServiceName ?? "")) &&
      matchesFilters(detail, [], Filters, fields),
  );
  const { items, next } = cutPage(matching, request);
  return {
    ServiceNames: [...new Set(items.map(({ ServiceName = "" }) => ServiceName))],
    ServiceDetails: items,
    ...next,
  };
};

const fields: FilterFields<Ec2.ServiceDetail> = {
  "supported-ip-address-types": ({ SupportedIpAddressTypes }) => SupportedIpAddressTypes,
  "service-type": ({ ServiceType }) => ServiceType?.map((one) => one.ServiceType),
};

function detailOf(region: string, service: string, type: "Gateway" | "Interface"): Ec2.ServiceDetail {
  const privateName = `${service}.${region}.amazonaws.com`;
  return {
    ServiceName: `com.amazonaws.${region}.${service}`,
    ServiceId: fixedId("vpce-svc", region, service, type),
    ServiceType: [{ ServiceType: type }],
    ServiceRegion: region,
    AvailabilityZones: zonesOf(region).map(({ name }) => name),
    Owner: "amazon",
    BaseEndpointDnsNames: [type === "Gateway" ? privateName : `${service}.${region}.vpce.amazonaws.com`],
    ...(type === "Interface"
      ? {
          PrivateDnsName: privateName,
          PrivateDnsNames: [{ PrivateDnsName: privateName }],
          PrivateDnsNameVerificationState: "verified" as const,
        }
      : {}),
    VpcEndpointPolicySupported: true,
    AcceptanceRequired: false,
    ManagesVpcEndpoints: false,
    SupportedIpAddressTypes: ["ipv4"],
    Tags: [],
  };
}
