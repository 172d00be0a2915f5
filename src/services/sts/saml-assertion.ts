/** What STS needs of a SAML response. Its signature is not checked, and no provider is looked up. */
import { createHash } from "node:crypto";
import { XMLParser } from "fast-xml-parser";
import { ServiceException } from "../../wire/service-exception.ts";

export interface SamlAssertion {
  readonly issuer: string;
  readonly subject: string;
  readonly subjectType: string;
  readonly recipient: string;
  readonly sessionName: string;
}

type Element = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  removeNSPrefix: true,
  parseTagValue: false,
});
const SESSION_NAME = "https://aws.amazon.com/SAML/Attributes/RoleSessionName";
const FORMAT = "urn:oasis:names:tc:SAML:2.0:nameid-format:";

export function readSamlAssertion(encoded: string): SamlAssertion {
  const document = parse(Buffer.from(encoded, "base64").toString("utf8"));
  const response = element(document["Response"]);
  const assertion = element(response["Assertion"] ?? document["Assertion"]);
  const subject = element(assertion["Subject"]);
  const confirmation = element(element(subject["SubjectConfirmation"])["SubjectConfirmationData"]);
  const nameId = subject["NameID"];
  const attributes = [element(assertion["AttributeStatement"])["Attribute"]].flat().map(element);
  const sessionName = text(attributes.find((attribute) => attribute["@Name"] === SESSION_NAME)?.["AttributeValue"]);
  if (text(nameId) === "" || sessionName === "") {
    throw new ServiceException(
      "InvalidIdentityTokenException",
      "RoleSessionName is required in AuthnResponse (service: AWSSecurityTokenService; status code: 400; error code: InvalidIdentityToken)",
    );
  }
  return {
    issuer: text(assertion["Issuer"]),
    subject: text(nameId),
    subjectType: (text(element(nameId)["@Format"]) || "unspecified").replace(FORMAT, ""),
    recipient: text(confirmation["@Recipient"]),
    sessionName,
  };
}

/** What AWS makes of issuer, account and provider, so that users of two of them are told apart. */
export function nameQualifier(issuer: string, account: string, principalArn: string): string {
  const provider = principalArn.slice(principalArn.lastIndexOf("/") + 1);
  return createHash("sha1").update(`${issuer}${account}/${provider}`).digest("base64");
}

function parse(xml: string): Element {
  if (xml.trimStart().startsWith("<")) {
    try {
      return parser.parse(xml) as Element;
    } catch {
      // Refused below.
    }
  }
  throw new ServiceException("InvalidIdentityTokenException", "Invalid base64 SAMLResponse");
}

function element(value: unknown): Element {
  return typeof value === "object" && value !== null ? (value as Element) : {};
}

/** An element's text, whether or not it has attributes. */
function text(value: unknown): string {
  const content = typeof value === "object" && value !== null ? (value as Element)["#text"] : value;
  return typeof content === "string" ? content.trim() : "";
}
