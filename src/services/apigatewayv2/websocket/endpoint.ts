/** The data plane of WebSocket APIs: opening connections, and managing them over HTTP. */
import type { Endpoint } from "../../../cloud/service.ts";
import { apiHome } from "../../../endpoint/api-home.ts";
import { executeApiAddress } from "../../../endpoint/execute-api-address.ts";
import { headerOf } from "../../../endpoint/request-parts.ts";
import { isOwnRequest, locate } from "../http-api/locate.ts";
import { message } from "../http-api/response.ts";
import { findApi } from "../store.ts";
import { connect } from "./connect.ts";
import { isManagement, manage } from "./management.ts";

export const webSocketEndpoint: Endpoint = {
  /** Connections have ids of their own, so that managing them needs no API in the address. */
  claims(request, store) {
    const opens = headerOf(request, "upgrade")?.toLowerCase() === "websocket" && isOwnRequest(request, store);
    if (opens || !isManagement(request)) return opens;
    const { apiId } = executeApiAddress(request) ?? {};
    const home = apiId === undefined ? undefined : apiHome(store, apiId);
    return apiId === undefined || (home !== undefined && findApi(store, home, apiId)?.ProtocolType === "WEBSOCKET");
  },
  handle: async (request, context) =>
    isManagement(request) ? manage(request, context) : message(426, "Upgrade Required"),
  async connect(request, context, socket) {
    const location = locate(request, context.store);
    if (location?.api.ProtocolType !== "WEBSOCKET") return message(403, "Forbidden");
    return connect(request, location, context, socket);
  },
};
