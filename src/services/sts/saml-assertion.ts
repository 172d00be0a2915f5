/** What STS needs of a SAML response. Its signature is not checked, and no provider is looked up. */
import { createHash } from "node:crypto";
import { ServiceException } from "../../wire/service-exception.ts";
import { parseXmlDocument, type XmlElement } from "../../wire/xml-document.ts";

export interface SamlAssertion {
  readonly issuer: string;
  readonly subject: string;
  readonly subjectType: string;
  readonly recipient: string;
  readonly sessionName: string;
}

const SESSION_NAME = "https://aws.amazon.com/SAML/Attributes/RoleSessionName";
const FORMAT = "urn:oasis:names:tc:SAML:2.0:nameid-format:";

export function readSamlAssertion(encoded: string): SamlAssertion {
  const document = parseXmlDocument(Buffer.from(encoded, "base64").toString("utf8").trim());
  if (document === undefined)
    throw new ServiceException("InvalidIdentityTokenException", "Invalid base64 SAMLResponse");
  const assertion = document.name === "Assertion" ? document.element : child(document.element, "Assertion");
  const subject = child(assertion, "Subject");
  const nameId = child(subject, "NameID");
  const confirmation = child(child(subject, "SubjectConfirmation"), "SubjectConfirmationData");
  const attributes = children(child(assertion, "AttributeStatement"), "Attribute");
  const named = attributes.find((attribute) => attribute["@Name"] === SESSION_NAME) ?? NOTHING;
  const sessionName = text(child(named, "AttributeValue"), "#text");
  if (text(nameId, "#text") === "" || sessionName === "") {
    throw new ServiceException("InvalidIdentityTokenException", "RoleSessionName is required in AuthnResponse");
  }
  return {
    issuer: text(child(assertion, "Issuer"), "#text"),
    subject: text(nameId, "#text"),
    subjectType: (text(nameId, "@Format") || "unspecified").replace(FORMAT, ""),
    recipient: text(confirmation, "@Recipient"),
    sessionName,
  };
}

/** What AWS makes of issuer, account and provider, so that users of two of them are told apart. */
export function nameQualifier(issuer: string, account: string, principalArn: string): string {
  const provider = principalArn.slice(principalArn.lastIndexOf("/") + 1);
  return createHash("sha1").update(`${issuer}${account}/${provider}`).digest("base64");
}

const NOTHING: XmlElement = {};

function children(element: XmlElement, name: string): readonly XmlElement[] {
  const found = element[name];
  return typeof found === "object" ? found : [];
}

function child(element: XmlElement, name: string): XmlElement {
  return children(element, name)[0] ?? NOTHING;
}

/** An element's text or attribute. */
function text(element: XmlElement, name: "#text" | `@${string}`): string {
  const found = element[name];
  return typeof found === "string" ? found.trim() : "";
}
