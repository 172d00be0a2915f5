/** The library: an isolated cloud in the process that asks for it. */
export type { Cloud } from "./cloud/cloud.ts";
export { type RunningServer, type ServerOptions, startServer } from "./server/server.ts";
