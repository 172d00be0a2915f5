// Terraform's type notation in JSON, written as text: ["set","string"] is set(string).
export function typeText(type) {
  if (typeof type === "string") return type;
  const [kind, inner] = type;
  if (kind !== "object") return `${kind}(${typeText(inner)})`;
  return `object{${Object.entries(inner)
    .map(([name, one]) => `${name}:${typeText(one)}`)
    .join(",")}}`;
}
