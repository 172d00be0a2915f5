/** The process that crash tests kill: a server on a data folder, which tells its address and then only serves. */
import { startServer } from "../../src/server/server.ts";
import { serviceRegistry } from "../../src/services/registry.ts";

const { dynamodb } = serviceRegistry;
const streams = serviceRegistry["dynamodb-streams"];
if (!dynamodb || !streams) throw new Error("The services under test are not registered");
const server = await startServer({
  port: 0,
  directory: process.argv[2] as string,
  services: { dynamodb, "dynamodb-streams": streams },
});
process.send?.(server.endpoint);
