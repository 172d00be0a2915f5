/** Source: hashicorp/time 0.14.2 under terraform 1.11.4. */
import { expect, test } from "vitest";
import { timeProvider } from "../../src/providers/time/provider.ts";
import { objectsOf } from "../support/utility-objects.ts";

const offset = objectsOf(timeProvider, "time_offset");
const rotating = objectsOf(timeProvider, "time_rotating");
const sleep = objectsOf(timeProvider, "time_sleep");

test.each([
  // Days before months, months before years.
  ["2024-01-31T23:59:30Z", { offset_days: 1, offset_months: 1 }, "2024-03-01T23:59:30Z"],
  ["2024-02-29T01:00:00Z", { offset_years: 1, offset_months: -1, offset_seconds: 90_000 }, "2025-01-30T02:00:00Z"],
  ["2024-02-29T01:00:00-05:30", { offset_hours: 5 }, "2024-02-29T06:00:00-05:30"],
])("%s with %o", async (base, offsets, expected) => {
  expect(await offset.create({ base_rfc3339: base, ...offsets })).toMatchObject({
    attributes: { id: base, base_rfc3339: base, rfc3339: expected },
  });
});

test("a base is stored as it is written where it reads the same", async () => {
  expect(await offset.create({ base_rfc3339: "2024-02-29T01:00:00+00:00", offset_years: 1 })).toMatchObject({
    attributes: { id: "2024-02-29T01:00:00Z", base_rfc3339: "2024-02-29T01:00:00+00:00" },
  });
});

test("of rotations the years win, then a time that is given, then months", async () => {
  const rfc3339 = "2039-01-31T00:00:00Z";
  const given = { rfc3339, rotation_days: 3, rotation_months: 1, rotation_rfc3339: "2040-01-01T00:00:00+02:00" };
  expect(await rotating.create(given)).toMatchObject({
    attributes: { year: 2040, month: 1, day: 1, unix: 2_208_981_600 },
  });
  expect(await rotating.create({ rfc3339, rotation_days: 3, rotation_years: 1 })).toMatchObject({
    attributes: { rotation_rfc3339: "2040-01-31T00:00:00Z" },
  });
});

test("an import leaves amounts unset that its id leaves out", async () => {
  expect(await offset.import("2020-01-01T00:00:00Z,1,,,,,2")).toMatchObject({
    attributes: {
      offset_years: 1,
      offset_months: null,
      offset_seconds: 2,
      rfc3339: "2021-01-01T00:00:02Z",
      triggers: {},
    },
  });
});

test.each([
  [
    "2020,1",
    'Unexpected Format of ID: Unexpected format of ID ("2020,1"), expected BASETIMESTAMP,YEARS,MONTHS,DAYS,HOURS,MINUTES,SECONDS',
  ],
  [
    "2020-01-01T00:00:00Z,1,x,,,,",
    'Import time offset error: The offset_months parameter that was supplied could not be parsed as Int64.\n\n+Original Error: could not parse offset ("x") as int: strconv.ParseInt: parsing "x": invalid syntax',
  ],
  [
    "2020,1,2,3,4,5,6",
    'Create time offset error: The base_rfc3339 timestamp that was supplied could not be parsed as RFC3339.\n\n+Original Error: parsing time "2020" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "-"',
  ],
])("the import id %s of an offset is refused", async (id, error) => {
  expect(await offset.import(id)).toEqual({ errors: [error] });
});

test.each([
  [
    "x,1,2,3,4,5",
    'Import time rotating error: The parameter that was supplied could not be parsed.\n\n+Original Error: parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"',
  ],
  [
    "2020-01-01T00:00:00Z,99999999999999999999,,,,",
    'Import time rotating error: The parameter that was supplied could not be parsed.\n\n+Original Error: could not parse rotation ("99999999999999999999") as int: strconv.ParseInt: parsing "99999999999999999999": value out of range',
  ],
])("the import id %s of a rotation is refused", async (id, error) => {
  expect(await rotating.import(id)).toEqual({ errors: [error] });
});

test("a sleep's second duration is refused in the first one's name", async () => {
  expect(await sleep.import("1s,5")).toEqual({
    errors: [
      'Import time sleep error: The create_duration cannot be parsed\n\n+Original Error: time: missing unit in duration "5"',
    ],
  });
});

test("a number that is no integer is refused before its bounds are looked at", async () => {
  const error =
    "Configuration Read Error: An unexpected error was encountered trying to convert an attribute value from the configuration. " +
    "This is always an error in the provider. Please report the following to the provider developer:\n\n" +
    "Error: Value %!s(*big.Float=0.5) is not an integer.";
  expect(await rotating.validate({ rotation_days: 0.5 })).toEqual([error]);
});
