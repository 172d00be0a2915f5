/** Binary media types of an API: which bodies are bytes. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html */

const plain = (type: string | undefined): string => (type ?? "").split(";")[0]?.trim().toLowerCase() ?? "";

export function isBinary(types: readonly string[] | undefined, contentType: string | undefined): boolean {
  const type = plain(contentType);
  return (types ?? []).some((pattern) => {
    const wanted = pattern.replaceAll("~1", "/").toLowerCase();
    return wanted === "*/*" || wanted === type || (wanted.endsWith("/*") && type.startsWith(wanted.slice(0, -1)));
  });
}

/** Only the first type that the client accepts counts, as recorded on AWS; it must be a whole one unless the API's is a star. */
export function acceptsBinary(types: readonly string[] | undefined, accept: string | undefined): boolean {
  return isBinary(types, accept?.split(",")[0]);
}
