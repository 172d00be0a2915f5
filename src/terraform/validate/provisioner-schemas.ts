/** The arguments of Terraform's own provisioners and of their connections. */
import { BOOL, listOf, mapOf, NUMBER, STRING, type Type } from "../lang/type.ts";
import type { AttributeSchema, BlockSchema } from "../provider.ts";

const optional = (types: Readonly<Record<string, Type>>): Record<string, AttributeSchema> =>
  Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type, optional: true }]));

const block = (required: Readonly<Record<string, Type>>, others: Readonly<Record<string, Type>>): BlockSchema => ({
  attributes: {
    ...Object.fromEntries(Object.entries(required).map(([name, type]) => [name, { type, required: true }])),
    ...optional(others),
  },
  blocks: {},
});

export const PROVISIONER_SCHEMAS: Readonly<Record<string, BlockSchema>> = {
  "local-exec": block(
    { command: STRING },
    { interpreter: listOf(STRING), working_dir: STRING, environment: mapOf(STRING), quiet: BOOL },
  ),
  file: block({ destination: STRING }, { source: STRING, content: STRING }),
  "remote-exec": block({}, { inline: listOf(STRING), script: STRING, scripts: listOf(STRING) }),
};

/** Ports may be written as text, times are durations. */
export const CONNECTION_SCHEMA: BlockSchema = block(
  { host: STRING },
  {
    type: STRING,
    user: STRING,
    password: STRING,
    port: NUMBER,
    timeout: STRING,
    script_path: STRING,
    target_platform: STRING,
    private_key: STRING,
    certificate: STRING,
    host_key: STRING,
    agent: BOOL,
    agent_identity: STRING,
    proxy_scheme: STRING,
    proxy_host: STRING,
    proxy_port: NUMBER,
    proxy_user_name: STRING,
    proxy_user_password: STRING,
    bastion_host: STRING,
    bastion_host_key: STRING,
    bastion_port: NUMBER,
    bastion_user: STRING,
    bastion_password: STRING,
    bastion_private_key: STRING,
    bastion_certificate: STRING,
    https: BOOL,
    insecure: BOOL,
    use_ntlm: BOOL,
    cacert: STRING,
  },
);
