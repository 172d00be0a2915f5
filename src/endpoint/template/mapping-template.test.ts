import { expect, test } from "vitest";
import { renderMapping, UnreadableBody } from "./mapping-template.ts";

const render = (template: string, body = '{"a":{"b":[{"foo":"bar"}]},"n":null,"s":"it\'s"}'): string =>
  renderMapping(template, {
    body,
    parameters: { path: { id: "7" }, querystring: { q: "x y" }, header: { "X-Own": "h" } },
    context: { stage: "dev", identity: { sourceIp: "127.0.0.1" }, requestOverride: { path: {} } },
    stageVariables: { table: "pets" },
  });

// Source: API Gateway's reference of mapping templates; lists and maps, empty bodies, urlEncode as recorded on AWS.
test.each([
  ["body", "$input.body", '{"a":{"b":[{"foo":"bar"}]},"n":null,"s":"it\'s"}'],
  ["json", "$input.json('$.a') $input.json('$.s') $input.json('$.none')", '{"b":[{"foo":"bar"}]} "it\'s" ""'],
  ["path", "$input.path('$.a.b') $input.path('$.a.b[0]') [$input.path('$.none')]", '[{"foo":"bar"}] {foo=bar} []'],
  ["params", "$input.params('id') $input.params('q') $input.params('x-own') [$input.params('no')]", "7 x y h []"],
  ["all params", "#foreach($type in $input.params().keySet())$type #end", "path querystring header "],
  ["context", "$context.stage $context.identity.sourceIp [$context.nothing.here]", "dev 127.0.0.1 []"],
  ["stage variables", "${stageVariables.table}", "pets"],
  ["escapeJavaScript", "$util.escapeJavaScript($input.path('$.s'))", "it\\'s"],
  ["urlEncode", "$util.urlEncode('a b&c') $util.urlDecode('a+b%26c')", "a+b%26c a b&c"],
  ["base64", "$util.base64Encode('hi') $util.base64Decode('aGk=')", "aGk= hi"],
  ["parseJson", '$util.parseJson(\'{"x":{"y":2}}\').x.y', "2"],
  ["an override", "#set($context.requestOverride.path.x = 'v')$context.requestOverride.path.x", "v"],
])("%s", (_, template, expected) => {
  expect(render(template)).toBe(expected);
});

test("an empty body is an empty object; one that is no JSON is refused where it is read as such", () => {
  expect(render("$input.body $input.json('$') [$input.path('$.a')]", "")).toBe("{} {} []");
  expect(render("$input.body", "hello")).toBe("hello");
  expect(() => render("$input.json('$')", "hello")).toThrow(UnreadableBody);
});
