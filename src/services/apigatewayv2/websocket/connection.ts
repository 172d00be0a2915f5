/** The open connections of WebSocket APIs, by their ids. */
import { perCloud } from "../../../endpoint/per-cloud.ts";
import type { Location } from "../http-api/locate.ts";
import type { Channel } from "./channel.ts";

export interface Connection {
  readonly id: string;
  readonly location: Location;
  readonly connectedAt: number;
  lastActiveAt: number;
  readonly sourceIp: string;
  readonly userAgent: string | undefined;
  readonly domainName: string;
  /** What an authorizer told, for every event of the connection. */
  readonly authorizer: Readonly<Record<string, unknown>> | undefined;
  readonly channel: Channel;
}

export const connectionsOf = perCloud(() => new Map<string, Connection>());
