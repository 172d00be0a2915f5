import { expect, test } from "vitest";
import { parseXmlDocument } from "./xml-document.ts";

/** The tree as JSON, without the texts that are blank. */
const tree = (text: string) =>
  JSON.parse(
    JSON.stringify(parseXmlDocument(text), (name, value: unknown) =>
      name === "#text" && typeof value === "string" && value.trim() === "" ? undefined : value,
    ) ?? "null",
  ) as unknown;

test.each([
  ["<a/>", { name: "a", element: {} }],
  ['<?xml version="1.0"?>\n<!-- x -->\n<a>t</a>\n', { name: "a", element: { "#text": "t" } }],
  ["<a><b>1</b><c/><b>2</b></a>", { name: "a", element: { b: [{ "#text": "1" }, { "#text": "2" }], c: [{}] } }],
  ["<a>&lt;&#65;&#x1F600;&amp;&quot;&apos;</a>", { name: "a", element: { "#text": "<A😀&\"'" } }],
  ["<a>x<![CDATA[<&]]>y</a>", { name: "a", element: { "#text": "x<&y" } }],
  [
    `<n:a xmlns:n='u' n:b="1&amp;2" ><n:c/></n:a >`,
    { name: "a", element: { "@xmlns:n": "u", "@n:b": "1&2", c: [{}] } },
  ],
  ["<a><__proto__>1</__proto__></a>", JSON.parse('{"name":"a","element":{"__proto__":[{"#text":"1"}]}}')],
])("%s", (text, expected) => {
  expect(tree(text)).toEqual(expected);
});

test.each([
  "<a>",
  "<a></b>",
  "<a/><b/>",
  "text",
  "<a/>text",
  "<a b></a>",
  "<a b=1/>",
  '<a b="1" b="2"/>',
  "<a>&unknown;</a>",
  "<a>& </a>",
  "<a><!-- </a>",
  '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
  "<a>".repeat(1000) + "</a>".repeat(1000),
])("%s is not well-formed", (text) => {
  expect(parseXmlDocument(text)).toBeUndefined();
});
