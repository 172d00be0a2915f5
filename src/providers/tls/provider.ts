/** The tls provider, as 4.2.1 behaves. */
import { BOOL, STRING } from "../../terraform/lang/type.ts";
import { defineProvider } from "../framework/provider.ts";
import { certificateData } from "./certificate-data.ts";
import { certRequest, locallySignedCert, selfSignedCert } from "./certificates.ts";
import { ephemeralPrivateKey, ephemeralPublicKey, privateKey, publicKeyData } from "./private-key.ts";

export const tlsProvider = defineProvider({
  name: "tls",
  version: "4.2.1",
  schema: {
    attributes: {},
    blocks: {
      proxy: {
        nesting: "list",
        attributes: {
          url: { type: STRING, optional: true },
          username: { type: STRING, optional: true },
          password: { type: STRING, optional: true, sensitive: true },
          from_env: { type: BOOL, optional: true },
        },
      },
    },
  },
  resources: {
    tls_cert_request: certRequest,
    tls_locally_signed_cert: locallySignedCert,
    tls_private_key: privateKey,
    tls_self_signed_cert: selfSignedCert,
  },
  dataSources: { tls_certificate: certificateData, tls_public_key: publicKeyData },
  ephemeralResources: { tls_private_key: ephemeralPrivateKey, tls_public_key: ephemeralPublicKey },
});
