import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given, someEntries } from "../framework/given.ts";
import { goTime } from "../framework/time.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import { GONE, gatewayArn, replace, retagGateway } from "./ids.ts";

export const awsApiGatewayClientCertificate = defineResource<ApiGatewayResources["aws_api_gateway_client_certificate"]>(
  {
    title: "API Gateway Client Certificate",
    named: () => null,

    async create(planned, aws) {
      const { clientCertificateId = "" } = await aws.call("api-gateway", "GenerateClientCertificate", {
        description: given(planned.description),
        tags: someEntries(planned.tags_all),
      });
      return { id: clientCertificateId };
    },

    async read(state, aws) {
      const found = await unless(
        aws.call("api-gateway", "GetClientCertificate", { clientCertificateId: state.id }),
        GONE,
      );
      return (
        found && {
          arn: gatewayArn(aws, `clientcertificates/${state.id}`),
          created_date: goTime(found.createdDate),
          description: found.description,
          expiration_date: goTime(found.expirationDate),
          pem_encoded_certificate: found.pemEncodedCertificate,
          tags: found.tags ?? {},
        }
      );
    },

    async update(planned, aws, prior) {
      if (differs(prior, planned, "description"))
        await aws.call("api-gateway", "UpdateClientCertificate", {
          clientCertificateId: planned.id,
          patchOperations: [replace("/description", planned.description)],
        });
      await retagGateway(aws, gatewayArn(aws, `clientcertificates/${planned.id}`), prior.tags_all, planned.tags_all);
    },

    async delete(prior, aws) {
      await unless(aws.call("api-gateway", "DeleteClientCertificate", { clientCertificateId: prior.id }), GONE);
    },
  },
);
