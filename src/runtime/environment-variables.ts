/** The environment a function sees, name by name as recorded on AWS, with the paths of where it runs here. */
import type { Credentials, FunctionVersion } from "./function-version.ts";

/** Where the function's folders are as its own process sees them. */
export interface Layout {
  readonly taskRoot: string;
  readonly opt: string;
  readonly tmp: string;
  readonly runtimeDirectory: string;
}

const PATH = "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin";
const LIBRARIES = [
  "/var/lang/lib",
  "/lib64",
  "/usr/lib64",
  "/var/runtime",
  "/var/runtime/lib",
  "/var/task",
  "/var/task/lib",
];

export function environmentVariables(
  version: FunctionVersion,
  layout: Layout,
  credentials: Credentials,
  runtimeApi: string,
  logStream: string,
): Record<string, string> {
  const { runtime, logging, region } = version;
  const endpoint = version.endpoint();
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_LAMBDA_FUNCTION_NAME: version.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: version.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(version.memorySize),
    AWS_LAMBDA_LOG_GROUP_NAME: logging.group,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    AWS_LAMBDA_INITIALIZATION_TYPE: version.initializationType,
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    ...(logging.format === "JSON" && {
      AWS_LAMBDA_LOG_FORMAT: "JSON",
      AWS_LAMBDA_LOG_LEVEL: logging.applicationLevel ?? "INFO",
    }),
    ...(!runtime.startsWith("provided") && { AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}` }),
    AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
    AWS_XRAY_DAEMON_ADDRESS: "169.254.100.1:2000",
    _AWS_XRAY_DAEMON_ADDRESS: "169.254.100.1",
    _AWS_XRAY_DAEMON_PORT: "2000",
    ...(endpoint !== "" && { AWS_ENDPOINT_URL: endpoint }),
    _HANDLER: version.handler,
    LAMBDA_TASK_ROOT: layout.taskRoot,
    LAMBDA_RUNTIME_DIR: layout.runtimeDirectory,
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    PATH: inLayout(PATH, layout),
    LD_LIBRARY_PATH: inLayout([...LIBRARIES, "/opt/lib"].join(":"), layout),
    PWD: layout.taskRoot,
    SHLVL: "0",
    ...(layout.tmp !== "/tmp" && { TMPDIR: layout.tmp }),
    ...languageVariables(runtime, layout),
    ...version.variables,
  };
}

function languageVariables(runtime: string, layout: Layout): Record<string, string> {
  if (runtime.startsWith("python")) return { LC_CTYPE: "C.UTF-8", PYTHONPATH: layout.runtimeDirectory };
  const ruby = /^ruby([\d.]+)/.exec(runtime)?.[1];
  if (ruby !== undefined) {
    return {
      GEM_PATH: inLayout(`/var/task/vendor/bundle/ruby/${ruby}.0:/opt/ruby/gems/${ruby}.0`, layout),
      RUBYLIB: inLayout("/var/task:/var/runtime/lib:/opt/ruby/lib", layout),
    };
  }
  const node = /^nodejs(\d+)/.exec(runtime)?.[1];
  if (node === undefined) return {};
  const paths = [
    `/opt/nodejs/node${node}/node_modules`,
    "/opt/nodejs/node_modules",
    "/var/runtime/node_modules",
    "/var/runtime",
    "/var/task",
  ];
  return { NODE_PATH: inLayout(paths.join(":"), layout) };
}

/** A list of Lambda's folders, each put where it really is. */
function inLayout(paths: string, layout: Layout): string {
  return paths
    .split(":")
    .map((path) => {
      for (const [ours, real] of [
        ["/var/task", layout.taskRoot],
        ["/var/runtime", layout.runtimeDirectory],
        ["/opt", layout.opt],
      ] as const) {
        if (path === ours || path.startsWith(`${ours}/`)) return real + path.slice(ours.length);
      }
      return path;
    })
    .join(":");
}

/** Folders of a layer that Python imports from. */
export const pythonLayerPaths = (runtime: string, layout: Layout): string[] => [
  `${layout.opt}/python/lib/${runtime}/site-packages`,
  `${layout.opt}/python`,
];
