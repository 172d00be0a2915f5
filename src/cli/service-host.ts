/** Hostnames of services such as registries, as `login` and `logout` take them; refused in Terraform's words. */

export type ParsedHost =
  /** `shown` is as people read it, in lower case and without the port of https. */
  { readonly shown: string } | { readonly error: string };

export function parseServiceHost(text: string): ParsedHost {
  const colon = text.indexOf(":");
  const name = (colon === -1 ? text : text.slice(0, colon)).toLowerCase();
  const port = colon === -1 ? undefined : text.slice(colon + 1);
  const error = portError(port) ?? nameError(name);
  if (error !== undefined) return { error };
  return { shown: port === undefined || Number(port) === 443 ? name : `${name}:${Number(port)}` };
}

function portError(port: string | undefined): string | undefined {
  if (port === undefined) return undefined;
  if (!/^\d+$/.test(port)) return "port portion contains non-digit characters";
  return Number(port) > 65535 ? "port number is greater than 65535" : undefined;
}

function nameError(name: string): string | undefined {
  if (name === "") return "empty string is not a valid hostname";
  const labels = name.replace(/\.$/, "").split(".");
  if (labels.includes("")) return "hostname contains empty label (two consecutive periods)";
  const punycode = labels.find((label) => label.startsWith("xn--"));
  if (punycode !== undefined) {
    return `hostname label ${JSON.stringify(punycode)} specified in punycode format; service hostnames must be given in unicode`;
  }
  const [disallowed] = /[^\p{L}\p{M}\p{N}.-]/u.exec(name) ?? [];
  if (disallowed !== undefined) {
    const code = (disallowed.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0");
    return `idna: disallowed rune U+${code}`;
  }
  const invalid = labels.find((label) => /^-|-$|^..--/.test(label));
  return invalid === undefined ? undefined : `idna: invalid label ${JSON.stringify(invalid)}`;
}
