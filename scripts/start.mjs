// `npm start`: the embedded cloud, the adder example applied to it, called directly, over HTTP and as a state machine.
import { spawnSync } from "node:child_process";
import { get as httpGet } from "node:http";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const example = join(root, "examples/adder");
const program = join(root, "bin/terrarium.mjs");

const hasPython = spawnSync("python3", ["--version"], { stdio: "ignore" }).status === 0;
const variables = hasPython ? [] : ["-var", "runtime=nodejs22.x"];
if (!hasPython) {
  console.log(
    "There is no python3 on this machine: the function's JavaScript twin is deployed (-var runtime=nodejs22.x).\n",
  );
}

heading("Start the cloud and apply examples/adder");
terrarium(["apply", "-auto-approve", ...variables]);

heading("Call the function directly: x = 2, y = 3");
terrarium(["invoke", "adder", "-e", '{"x": 2, "y": 3}']);

const url = `${output("url")}add?x=20&y=22`;
heading(`Call it over HTTP: ${url}`);
const answer = await get(new URL(url));
console.log(`${answer.status} ${answer.body}`);
if (answer.status !== 200) process.exit(1);

heading("What it wrote");
terrarium(["logs", "adder"]);

const { endpoint } = JSON.parse(capture(["status", "-json"]));
const here = relative(process.cwd(), example) || ".";
console.log(`
The cloud runs at ${endpoint}. Try next:

  npx terrarium -chdir=${here} invoke adder -e '{"x": 1, "y": 2}' --log
  npx terrarium -chdir=${here} logs adder --tail
  npx terrarium -chdir=${here} plan
  curl '${url}'
  eval "$(npx terrarium -chdir=${here} env)"      then any AWS client: aws dynamodb scan --table-name adder-sums

Stop it with:

  npx terrarium -chdir=${here} stop`);

// Browsers and curl know that every name under localhost is this machine; the system's resolver often does not.
function get({ host, port, pathname, search }) {
  return new Promise((done, failed) => {
    const request = httpGet({ host: "127.0.0.1", port, path: pathname + search, headers: { host } }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text) => (body += text));
      response.on("end", () => done({ status: response.statusCode, body }));
    });
    request.on("error", failed);
  });
}

function terrarium(args) {
  const { status } = spawnSync(process.execPath, [program, `-chdir=${example}`, ...args], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

function capture(args) {
  const { status, stdout } = spawnSync(process.execPath, [program, `-chdir=${example}`, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
  });
  if (status !== 0) process.exit(status ?? 1);
  return stdout;
}

function output(name) {
  return capture(["output", "-raw", name]);
}

function heading(text) {
  console.log(`\n── ${text}`);
}
