/** Client certificates: what an API shows to the backends it calls. Valid for a year, made by API Gateway itself. */
import type { ClientCertificate } from "@aws-sdk/client-api-gateway";
import type { Operation } from "../../cloud/operation.ts";
import type { ApiGateway } from "./client.ts";
import { page } from "./page.ts";
import { patched, paths } from "./patch.ts";
import { selfSignedCertificate } from "./self-signed.ts";
import { allOwn, newId, type Place, removeOwn, requireOwn, saveOwn } from "./store.ts";

const YEAR = 365 * 24 * 3_600_000;

const requireCertificate = (place: Place, id: string | undefined): ClientCertificate =>
  requireOwn(place, "client-certificate", id, "Invalid Client Certificate identifier specified");

export const generateClientCertificate: Operation<ApiGateway, "GenerateClientCertificate"> = (input, context) => {
  const now = context.clock.now();
  const id = newId();
  const certificate: ClientCertificate = {
    clientCertificateId: id,
    ...(input.description !== undefined && { description: input.description }),
    createdDate: new Date(now),
    expirationDate: new Date(now + YEAR),
    pemEncodedCertificate: selfSignedCertificate("ApiGateway", now, now + YEAR),
    tags: input.tags ?? {},
  };
  return saveOwn(context, "client-certificate", [id], certificate);
};

export const getClientCertificate: Operation<ApiGateway, "GetClientCertificate"> = (input, context) =>
  requireCertificate(context, input.clientCertificateId);

export const getClientCertificates: Operation<ApiGateway, "GetClientCertificates"> = (input, context) =>
  page(allOwn<ClientCertificate>(context, "client-certificate"), input);

const PATHS = paths({ "/description": ["text", "description", "replace remove"] });

export const updateClientCertificate: Operation<ApiGateway, "UpdateClientCertificate"> = (input, context) => {
  const certificate = requireCertificate(context, input.clientCertificateId);
  const next = patched(certificate, input.patchOperations, PATHS);
  return saveOwn(context, "client-certificate", [input.clientCertificateId as string], next);
};

export const deleteClientCertificate: Operation<ApiGateway, "DeleteClientCertificate"> = (input, context) => {
  requireCertificate(context, input.clientCertificateId);
  removeOwn(context, "client-certificate", input.clientCertificateId as string);
  return {};
};
