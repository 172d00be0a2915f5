/** Calls of newer terraforms, and of those that put off what is not known, as bytes of the protocol. */
import { expect, test } from "vitest";
import { toValue } from "../../providers/aws/framework/plain.ts";
import { awsProvider } from "../../providers/aws/provider.ts";
import { type ObjectType, STRING, type Type } from "../../terraform/lang/type.ts";
import { nullValue, objectValue, stringValue, unknownValue, type Value } from "../../terraform/lang/value.ts";
import { blockType } from "../../terraform/plan/schema-type.ts";
import type { BlockSchema, DataSource, ResourceType } from "../../terraform/provider.ts";
import { CALLS } from "../protocol/messages.ts";
import { decodeMessage, encodeMessage, type Message } from "../protocol/protobuf.ts";
import { stateFrom, stateMessage } from "../protocol/value-message.ts";
import { ProviderSession } from "./provider-service.ts";

const open = (): ProviderSession =>
  new ProviderSession(awsProvider, {
    cloud: () => Promise.reject(new Error("nothing is asked of the cloud")),
    directory: "/",
    environment: { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" },
    signal: new AbortController().signal,
  });

async function call(session: ProviderSession, method: string, request: Message): Promise<Message> {
  const tables = CALLS[method] as (typeof CALLS)[string];
  return decodeMessage(tables.response, await session.handle(method, encodeMessage(tables.request, request)));
}

const GROUP = "aws_cloudwatch_log_group";
const group = awsProvider.resources.get(GROUP) as ResourceType;
const ALLOWED = { client_capabilities: { deferral_allowed: true } };

test("no identities: none are told of, and one that a newer provider left is let go", async () => {
  expect(await call(open(), "GetResourceIdentitySchemas", {})).toEqual({ identity_schemas: {}, diagnostics: [] });
  const request = { type_name: GROUP, version: 0, raw_identity: { json: Buffer.from('{"name":"a"}') } };
  expect(await call(open(), "UpgradeResourceIdentity", request)).toMatchObject({ diagnostics: [] });
});

test("calls that no such provider has are named", async () => {
  await expect(open().handle("ListResource", Buffer.alloc(0))).rejects.toThrow(
    "method ListResource is not implemented",
  );
});

/** The value of a block in which nothing is set but that. */
function blank(block: BlockSchema, set: Readonly<Record<string, Value>>): Value {
  const { attributes } = blockType(block) as ObjectType;
  const unset = (name: string, type: Type): Value => (name in block.blocks ? toValue([], type) : nullValue(type));
  return objectValue([...attributes].map(([name, type]) => [name, set[name] ?? unset(name, type)] as const));
}

/** A provider that was given that region. */
async function configured(region: Value): Promise<ProviderSession> {
  const session = open();
  const config = stateMessage(blank(awsProvider.schema.block, { region }), awsProvider.schema);
  const answer = await call(session, "ConfigureProvider", { terraform_version: "1.12.0", config, ...ALLOWED });
  expect(answer["diagnostics"]).toEqual([]);
  return session;
}

const named = stateMessage(blank(group.schema.block, { name: stringValue("a") }), group.schema);
const created = { type_name: GROUP, proposed_new_state: named, config: named, prior_private: Buffer.from("kept") };
const PROVIDER_CONFIG_UNKNOWN = { reason: 2 };

test("a plan is put off while the provider's configuration is not known", async () => {
  const session = await configured(unknownValue(STRING));
  const answer = await call(session, "PlanResourceChange", { ...created, ...ALLOWED });
  expect(answer).toMatchObject({ deferred: PROVIDER_CONFIG_UNKNOWN, planned_private: Buffer.from("kept") });
  expect(stateFrom(answer["planned_state"], group.schema)).toEqual(stateFrom(named, group.schema));
});

test.each([
  ["an older terraform", unknownValue(STRING), {}],
  ["a configuration that is known", stringValue("eu-west-1"), ALLOWED],
])("a plan is made for %s", async (_, region, capabilities) => {
  const answer = await call(await configured(region), "PlanResourceChange", { ...created, ...capabilities });
  expect(answer).toMatchObject({ deferred: undefined, diagnostics: [] });
  expect(stateFrom(answer["planned_state"], group.schema).entries.get("arn")?.isKnown).toBe(false);
});

test("a state stays as it is, and what is only read is unknown", async () => {
  const session = await configured(unknownValue(STRING));
  const request = { type_name: GROUP, current_state: named, private: Buffer.from("kept"), ...ALLOWED };
  const read = await call(session, "ReadResource", request);
  expect(read).toMatchObject({ deferred: PROVIDER_CONFIG_UNKNOWN, private: Buffer.from("kept") });
  expect(stateFrom(read["new_state"], group.schema)).toEqual(stateFrom(named, group.schema));
  const imported = await call(session, "ImportResourceState", { type_name: GROUP, id: "a", ...ALLOWED });
  const [one] = imported["imported_resources"] as readonly Message[];
  expect([imported["deferred"], one?.["type_name"]]).toEqual([PROVIDER_CONFIG_UNKNOWN, GROUP]);
  expect(stateFrom(one?.["state"], group.schema).isKnown).toBe(false);
  const source = awsProvider.dataSources.get("aws_caller_identity") as DataSource;
  const config = stateMessage(blank(source.schema.block, {}), source.schema);
  const found = await call(session, "ReadDataSource", { type_name: "aws_caller_identity", config, ...ALLOWED });
  expect(found["deferred"]).toEqual(PROVIDER_CONFIG_UNKNOWN);
  expect(stateFrom(found["state"], source.schema).isKnown).toBe(false);
});
