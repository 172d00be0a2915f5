/** An isolated cloud for black-box tests: port 0, data in memory, SDK clients pointed at it. */
import type { Cloud } from "../../src/cloud/cloud.ts";
import type { CloudOptions } from "../../src/server/cloud.ts";
import { startServer } from "../../src/server/server.ts";

export interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** For S3; other clients ignore it. */
  readonly forcePathStyle: true;
  readonly maxAttempts: 1;
}

export interface TestCloud {
  /** Such as http://127.0.0.1:45123. */
  readonly endpoint: string;
  readonly cloud: Cloud;
  /** Spread into an SDK client's constructor: `new STSClient({ ...test.clientConfig })`. */
  readonly clientConfig: ClientConfig;
  /** The same for another account or region. */
  configFor(place: { readonly account?: string; readonly region?: string }): ClientConfig;
  /** Forgets all data. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export async function startTestCloud(options: CloudOptions = {}): Promise<TestCloud> {
  const server = await startServer({ ephemeral: true, ...options, port: 0 });
  const configFor: TestCloud["configFor"] = ({ account = "000000000000", region = "us-east-1" }) => ({
    endpoint: server.endpoint,
    region,
    credentials: { accessKeyId: account, secretAccessKey: "test" },
    forcePathStyle: true,
    maxAttempts: 1,
  });
  return {
    endpoint: server.endpoint,
    cloud: server.cloud,
    clientConfig: configFor({}),
    configFor,
    reset: () => server.reset(),
    stop: () => server.stop(),
  };
}
