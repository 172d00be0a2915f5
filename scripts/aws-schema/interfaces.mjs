// TypeScript interfaces of the attributes, as resource types see them: collections are never null there.
/** Of the resource types or the data sources of a service. */
export function interfaceText(service, kind, group) {
  const name = service.replace(/(^|_)[a-z]/g, (match) => match.at(-1).toUpperCase());
  const [title, suffix] = kind === "resources" ? ["resource types", "Resources"] : ["data sources", "DataSources"];
  const types = Object.entries(group).map(([type, table]) => `  ${type}: ${body(table, 2)};\n`);
  return (
    "// Compiled by scripts/aws-schema; not edited by hand.\n" +
    `/** Attributes of ${title}. */\nexport interface ${name}${suffix} {\n${types.join("")}}\n`
  );
}

function body(table, indent) {
  const pad = " ".repeat(indent);
  const lines = Object.entries(table.attributes).map(([name, text]) => {
    const [flags, type] = text.split(/ (.*)/s);
    const collection = /^(list|set|map)\(/.test(type);
    return `${pad}  ${name}: ${typeScript(type)}${flags.includes("r") || collection ? "" : " | null"};\n`;
  });
  for (const [name, nested] of Object.entries(table.blocks ?? {}))
    lines.push(
      `${pad}  ${name}: ${nested.nesting === "single" ? `${body(nested, indent + 2)} | null` : `readonly ${body(nested, indent + 2)}[]`};\n`,
    );
  return `{\n${lines.join("")}${pad}}`;
}

function typeScript(text) {
  let at = 0;
  const read = () => {
    const word = /^[a-z]+/.exec(text.slice(at))[0];
    at += word.length;
    if (word === "bool") return "boolean";
    if (word === "string" || word === "number") return word;
    if (word === "object") {
      const members = [];
      do {
        at += 1;
        const name = /^[a-z0-9_]*/.exec(text.slice(at))[0];
        at += name.length + 1;
        const type = read();
        members.push(`${name}: ${type}${/^(readonly|Readonly)/.test(type) ? "" : " | null"}`);
      } while (text[at] === ",");
      at += 1;
      return `{ ${members.join("; ")} }`;
    }
    at += 1;
    const inner = read();
    at += 1;
    return word === "map"
      ? `Readonly<Record<string, ${inner}>>`
      : `readonly ${inner.includes(" ") && !inner.startsWith("{") ? `(${inner})` : inner}[]`;
  };
  return read();
}
