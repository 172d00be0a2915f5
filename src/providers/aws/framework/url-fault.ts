/** Why Go's url.Parse refuses a text, in its words; undefined when it takes it. */
export function urlFault(text: string): string | undefined {
  const fault = reason(text);
  return fault && `parse ${goQuoted(text)}: ${fault}`;
}

const goQuoted = (text: string): string => JSON.stringify(text).replaceAll("\\u00", "\\x");

function reason(text: string): string | undefined {
  if (Array.from(text).some((char) => char < " " || char === "\u007f"))
    return "net/url: invalid control character in URL";
  const [address = ""] = text.split("#");
  if (address.startsWith(":")) return "missing protocol scheme";
  const [, scheme, rest = address] = /^([a-zA-Z][a-zA-Z0-9+.-]*):(.*)$/.exec(address) ?? [];
  const [, authority] = /^\/\/([^/?]*)/.exec(rest) ?? [];
  if (authority !== undefined) return hostFault(authority) ?? escapeFault(rest.slice(authority.length + 2));
  const [segment = ""] = rest.split(/[/?]/);
  if (scheme === undefined && segment.includes(":")) return "first path segment in URL cannot contain colon";
  return scheme !== undefined && !rest.startsWith("/") ? undefined : escapeFault(rest);
}

function hostFault(authority: string): string | undefined {
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  if (host.startsWith("[") && !host.includes("]")) return "missing ']' in host";
  const [, port] = /^(?:\[.*\]|[^[]*?):(.*)$/.exec(host) ?? [];
  if (!host.startsWith("[") && /:.*\D/.test(host))
    return `invalid port ${JSON.stringify(host.slice(host.lastIndexOf(":")))} after host`;
  if (port !== undefined && !/^\d*$/.test(port)) return `invalid port ":${port}" after host`;
  const odd = /[ "<>\\^`{|}]/.exec(host)?.[0];
  if (odd !== undefined && host.indexOf(odd) < (host.includes("%") ? host.indexOf("%") : Number.POSITIVE_INFINITY))
    return `invalid character ${JSON.stringify(odd)} in host name`;
  return escapeFault(host);
}

function escapeFault(text: string): string | undefined {
  const wrong = /%(?![0-9a-fA-F]{2}).{0,2}/.exec(text.split("?")[0] ?? "")?.[0];
  return wrong === undefined ? undefined : `invalid URL escape ${JSON.stringify(wrong)}`;
}
