import { ASSUME_LAMBDA, data, importedBy, type ParityCase, policyDocument, resource } from "../parity-case.ts";

const READ = policyDocument({ Action: ["s3:GetObject", "s3:ListBucket"], Effect: "Allow", Resource: "*" });
const WRITE = policyDocument({ Action: "s3:PutObject", Effect: "Allow", Resource: ["*"] });

/** AWS asks for a thousand characters at least. */
const samlMetadata = (entity: string): string =>
  `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entity}" validUntil="2040-01-02T03:04:05Z"><IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${"MIIC".repeat(200)}</X509Certificate></X509Data></KeyInfo></KeyDescriptor><SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${entity}/sso"/></IDPSSODescriptor></EntityDescriptor>`;

export const iamCases: readonly ParityCase[] = [
  {
    name: "IAM role, managed policy, attachments",
    steps: [
      resource(
        "aws_iam_role",
        "role",
        { name: "parity", assume_role_policy: ASSUME_LAMBDA },
        {
          name: "parity",
          assume_role_policy: ASSUME_LAMBDA,
          description: "changed",
          max_session_duration: 7200,
          tags: { a: "b" },
        },
      ),
      resource(
        "aws_iam_policy",
        "policy",
        { name: "parity", policy: READ },
        { name: "parity", policy: WRITE, tags: { x: "y" } },
      ),
      resource("aws_iam_policy_attachment", "all", (made) => ({
        name: "parity-all",
        roles: [made("role", "name")],
        policy_arn: made("policy", "arn"),
      })),
      resource(
        "aws_iam_role_policy",
        "inline",
        (made) => ({ role: made("role", "id"), name: "inline", policy: READ }),
        (made) => ({
          role: made("role", "id"),
          name: "inline",
          policy: WRITE,
        }),
      ),
      importedBy(
        resource("aws_iam_role_policy_attachment", "basic", (made) => ({
          role: made("role", "name"),
          policy_arn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
        })),
        (made) => `${made("role", "name")}/arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole`,
      ),
      data("aws_iam_policy", "found", (made) => ({ arn: made("policy", "arn") })),
      data("aws_iam_role", "foundrole", (made) => ({ name: made("role", "name") })),
    ],
  },
  {
    name: "IAM role with inline and managed policies, name prefix, tags",
    steps: [
      resource(
        "aws_iam_role",
        "role",
        {
          name_prefix: "pre-",
          assume_role_policy: ASSUME_LAMBDA,
          path: "/a/",
          force_detach_policies: true,
          inline_policy: [{ name: "one", policy: READ }],
          managed_policy_arns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
          tags: { Name: "x" },
        },
        {
          name_prefix: "pre-",
          assume_role_policy: ASSUME_LAMBDA,
          path: "/a/",
          force_detach_policies: true,
          inline_policy: [{ name: "two", policy: WRITE }],
          managed_policy_arns: [],
        },
      ),
    ],
  },
  {
    name: "IAM instance profile",
    steps: [
      resource("aws_iam_role", "role", { name: "profiled", assume_role_policy: ASSUME_LAMBDA }),
      resource("aws_iam_instance_profile", "profile", (made) => ({ name: "profile", role: made("role", "name") })),
    ],
  },
  {
    name: "IAM users and groups",
    steps: [
      resource("aws_iam_user", "user", { name: "ann" }, { name: "ann", path: "/team/", tags: { a: "1" } }),
      resource("aws_iam_group", "group", { name: "team" }),
      resource("aws_iam_group_membership", "members", (made) => ({
        name: "m",
        group: made("group", "name"),
        users: [made("user", "name")],
      })),
      resource("aws_iam_user_policy", "inline", (made) => ({ user: made("user", "name"), name: "p", policy: READ })),
      resource("aws_iam_group_policy", "ginline", (made) => ({
        group: made("group", "name"),
        name: "p",
        policy: READ,
      })),
      resource("aws_iam_policy", "policy", { name: "for-users", policy: READ }),
      importedBy(
        resource("aws_iam_user_policy_attachment", "attached", (made) => ({
          user: made("user", "name"),
          policy_arn: made("policy", "arn"),
        })),
        (made) => `ann/${made("policy", "arn")}`,
      ),
      importedBy(
        resource("aws_iam_group_policy_attachment", "gattached", (made) => ({
          group: made("group", "name"),
          policy_arn: made("policy", "arn"),
        })),
        (made) => `team/${made("policy", "arn")}`,
      ),
      importedBy(
        resource("aws_iam_user_group_membership", "also", (made) => ({
          user: made("user", "name"),
          groups: [made("group", "name")],
        })),
        () => "ann/team",
      ),
      resource("aws_iam_access_key", "key", (made) => ({ user: made("user", "name") }), undefined, [
        "secret",
        "ses_smtp_password_v4",
        "id",
      ]),
    ],
  },
  {
    name: "IAM exclusive policies",
    steps: [
      resource("aws_iam_role", "role", {
        name: "exclusive",
        assume_role_policy: ASSUME_LAMBDA,
        force_detach_policies: true,
      }),
      importedBy(
        resource("aws_iam_role_policies_exclusive", "inline", (made) => ({
          role_name: made("role", "name"),
          policy_names: [],
        })),
        () => "exclusive",
      ),
      importedBy(
        resource("aws_iam_role_policy_attachments_exclusive", "managed", (made) => ({
          role_name: made("role", "name"),
          policy_arns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
        })),
        () => "exclusive",
      ),
    ],
  },
  {
    name: "IAM providers, alias, password policy, service-linked role",
    steps: [
      resource("aws_iam_openid_connect_provider", "oidc", {
        url: "https://accounts.example.com",
        client_id_list: ["a", "b"],
        thumbprint_list: ["cf23df2207d99a74fbe169e3eba035e633b65d94"],
      }),
      resource(
        "aws_iam_saml_provider",
        "saml",
        { name: "parity-saml", saml_metadata_document: samlMetadata("https://idp.example.com") },
        { name: "parity-saml", saml_metadata_document: samlMetadata("https://other.example.com"), tags: { a: "b" } },
      ),
      resource("aws_iam_account_alias", "alias", { account_alias: "parity-alias" }),
      data("aws_iam_account_alias", "aliasd"),
      resource("aws_iam_account_password_policy", "password", { minimum_password_length: 10, require_numbers: true }),
      resource("aws_iam_service_linked_role", "linked", { aws_service_name: "elasticbeanstalk.amazonaws.com" }),
    ],
  },
];
