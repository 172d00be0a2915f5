import type { Processor } from "@aws-sdk/client-cloudwatch-logs";
import { expect, test } from "vitest";
import { compileTransformer } from "./compile.ts";

const json = { parseJSON: {} };
const nested = '{"outer_key":{"inner_key":"inner_value"}}';

// Source: AWS's guide, "Processors that you can use", its examples.
test.each<[string, Processor[], string, unknown]>([
  ["parseJSON", [{ parseJSON: { destination: "new_key" } }], nested, { new_key: JSON.parse(nested) }],
  [
    "parseJSON of a text inside",
    [json, { parseJSON: { source: "a.text", destination: "b" } }],
    '{"a":{"text":"{\\"x\\":1}"}}',
    { a: { text: '{"x":1}' }, b: { x: 1 } },
  ],
  [
    "csv",
    [{ csv: { delimiter: ":", quoteCharacter: "'" } }],
    "'Akua Mansa':28:'New York: USA'",
    { column_1: "Akua Mansa", column_2: "28", column_3: "New York: USA" },
  ],
  ["csv with columns", [{ csv: { columns: ["a", "b"] } }], '"x ""y""",2', { a: 'x "y"', b: "2" }],
  [
    "parseKeyValue",
    [
      {
        parseKeyValue: {
          destination: "new_key",
          fieldDelimiter: "!",
          keyValueDelimiter: ":",
          nonMatchValue: "defaultValue",
          keyPrefix: "parsed_",
        },
      },
    ],
    "key1:value1!key2:value2!key3:value3!key4",
    {
      new_key: { parsed_key1: "value1", parsed_key2: "value2", parsed_key3: "value3", parsed_key4: "defaultValue" },
    },
  ],
  [
    "grok",
    [{ grok: { match: "%{NUMBER:id} %{IPV4:net.ip} %{LOGLEVEL:level}: %{GREEDYDATA:text}" } }],
    "42 10.0.0.1 ERROR: it broke",
    { id: "42", net: { ip: "10.0.0.1" }, level: "ERROR", text: "it broke" },
  ],
  [
    "grok with regular expressions between",
    [{ grok: { match: "%{TIMESTAMP_ISO8601:at}\\s+\\[%{WORD:who}\\] %{UUID}" } }],
    "2024-01-02T03:04:05Z   [ann] 8f507cfc-1234-4697-b07a-ac58fc914c95",
    { at: "2024-01-02T03:04:05Z", who: "ann" },
  ],
  [
    "addKeys",
    [json, { addKeys: { entries: [{ key: "outer_key.new_key", value: "new_value" }] } }],
    nested,
    { outer_key: { inner_key: "inner_value", new_key: "new_value" } },
  ],
  ["addKeys keeps", [json, { addKeys: { entries: [{ key: "a", value: "2" }] } }], '{"a":1}', { a: 1 }],
  ["deleteKeys", [json, { deleteKeys: { withKeys: ["outer_key.inner_key"] } }], nested, { outer_key: {} }],
  [
    "moveKeys",
    [json, { moveKeys: { entries: [{ source: "outer_key1.inner_key1", target: "outer_key2" }] } }],
    '{"outer_key1":{"inner_key1":"inner_value1"},"outer_key2":{"inner_key2":"inner_value2"}}',
    { outer_key1: {}, outer_key2: { inner_key2: "inner_value2", inner_key1: "inner_value1" } },
  ],
  [
    "renameKeys",
    [json, { renameKeys: { entries: [{ key: "outer_key", renameTo: "new_key" }] } }],
    nested,
    { new_key: { inner_key: "inner_value" } },
  ],
  [
    "copyValue",
    [json, { copyValue: { entries: [{ source: "outer_key.new_key", target: "new_key" }] } }],
    '{"outer_key":{"new_key":"x"}}',
    { outer_key: { new_key: "x" }, new_key: "x" },
  ],
  [
    "listToMap",
    [json, { listToMap: { source: "list", key: "k", valueKey: "v" } }],
    '{"list":[{"k":"a","v":1},{"k":"a","v":2},{"k":"b","v":3}]}',
    { list: expect.anything(), a: [1, 2], b: [3] },
  ],
  [
    "listToMap, flattened",
    [
      json,
      { listToMap: { source: "list", key: "k", valueKey: "v", target: "t", flatten: true, flattenedElement: "last" } },
    ],
    '{"list":[{"k":"a","v":1},{"k":"a","v":2}]}',
    { list: expect.anything(), t: { a: 2 } },
  ],
  [
    "texts",
    [
      json,
      { lowerCaseString: { withKeys: ["a"] } },
      { upperCaseString: { withKeys: ["b"] } },
      { trimString: { withKeys: ["c"] } },
      { splitString: { entries: [{ source: "d", delimiter: "," }] } },
      { substituteString: { entries: [{ source: "e", from: "(\\w)-", to: "$1_" }] } },
    ],
    '{"a":"ABC","b":"abc","c":"  x ","d":"1,2","e":"a-b-c"}',
    { a: "abc", b: "ABC", c: "x", d: ["1", "2"], e: "a_b_c" },
  ],
  [
    "typeConverter",
    [
      json,
      {
        typeConverter: {
          entries: [
            { key: "status", type: "integer" },
            { key: "took", type: "double" },
            { key: "ok", type: "boolean" },
            { key: "n", type: "string" },
            { key: "bad", type: "integer" },
          ],
        },
      },
    ],
    '{"status":"200","took":"1.5","ok":"True","n":5,"bad":"x"}',
    { status: 200, took: 1.5, ok: true, n: "5", bad: "x" },
  ],
  [
    "dateTimeConverter",
    [
      json,
      {
        dateTimeConverter: {
          source: "t",
          target: "u",
          matchPatterns: ["yyyy-MM-dd HH:mm:ss", "epoch"],
          sourceTimezone: "America/New_York",
          targetTimezone: "UTC",
        },
      },
    ],
    '{"t":"2024-07-01 08:30:00"}',
    { t: "2024-07-01 08:30:00", u: "2024-07-01T12:30:00.000Z" },
  ],
  [
    "dateTimeConverter of seconds, with names of months",
    [
      json,
      {
        dateTimeConverter: {
          source: "t",
          target: "u",
          matchPatterns: ["dd MMM yyyy", "epoch"],
          // The three capital letters at the end are the format's own, for an offset with a colon.
          targetFormat: "EEE, d MMMM yy 'at' h:mm a XXX",
          targetTimezone: "Asia/Kolkata",
        },
      },
    ],
    '{"t":1700000000}',
    { t: 1_700_000_000, u: "Wed, 15 November 23 at 3:43 AM +05:30" },
  ],
  [
    "parseVPC",
    [{ parseVPC: {} }],
    "2 123456789010 eni-abc123de 192.0.2.0 192.0.2.24 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK",
    expect.objectContaining({
      version: 2,
      accountId: "123456789010",
      srcPort: 20_641,
      action: "ACCEPT",
      end: 1_418_530_070,
    }),
  ],
  [
    "parsePostgres",
    [{ parsePostgres: {} }],
    '2019-03-10 03:54:59 UTC:10.0.0.123(52834):postgres@logtestdb:[20175]:ERROR: column "wrong_column_name" does not exist at character 8',
    {
      logTime: "2019-03-10 03:54:59 UTC",
      srcIp: "10.0.0.123(52834)",
      userName: "postgres",
      dbName: "logtestdb",
      processId: "20175",
      logLevel: "ERROR",
    },
  ],
])("%s", (_, processors, message, expected) => {
  expect(JSON.parse(compileTransformer(processors)(message) ?? "null")).toEqual(expected);
});

test("what no parser can read stays as it is", () => {
  expect(compileTransformer([json])("no JSON")).toBeUndefined();
});

// Source: AWS's guide, "Create and manage log transformers".
test.each<[string, Processor[]]>([
  ["The first processor in a transformer must be a parser", [{ deleteKeys: { withKeys: ["a"] } }]],
  ["A transformer can have at most 5 parsers", Array.from({ length: 6 }, () => json)],
  ["A parser of AWS vended logs must be the first processor in a transformer", [json, { parseVPC: {} }]],
  [
    "A transformer can have only one addKeys processor",
    [json, { addKeys: { entries: [] } }, { addKeys: { entries: [] } }],
  ],
  ["Unsupported grok pattern NOPE", [{ grok: { match: "%{NOPE:x}" } }]],
  ["Terrarium does not implement the processor parseWAF.", [{ parseWAF: {} }]],
])("%s", (message, processors) => {
  expect(() => compileTransformer(processors)).toThrow(message);
});
