import { expect, test } from "vitest";
import { evaluateJsonata } from "./jsonata.ts";

// Source: JSONata's documentation (docs.jsonata.org), whose example data this is in small.
const order = {
  Account: {
    Name: "Firefly",
    Order: [
      {
        OrderID: "o1",
        Product: [
          { Name: "Hat", Price: 34.45, Quantity: 2 },
          { Name: "Cap", Price: 21.67, Quantity: 1 },
        ],
      },
      {
        OrderID: "o2",
        Product: [
          { Name: "Hat", Price: 34.45, Quantity: 4 },
          { Name: "Coat", Price: 107.99, Quantity: 1 },
        ],
      },
    ],
  },
};
const variables = { o: order, list: [3, 1, 2], one: [7], nested: [[1, 2], [3]], text: "hello world" };

test.each([
  ["$o.Account.Name", "Firefly"],
  ["$o.Account.Order.OrderID", ["o1", "o2"]],
  ["$o.Account.Order[0].OrderID", "o1"],
  ["$o.Account.Order[-1].Product.Name", ["Hat", "Coat"]],
  ["$o.Account.Order.Product[0].Name", ["Hat", "Hat"]],
  ["($o.Account.Order.Product)[0].Name", "Hat"],
  ["$o.Account.Order.Product[Price > 100].Name", "Coat"],
  ["$o.Account.Order.Product[Price > 100].Name[]", ["Coat"]],
  ["$sum($o.Account.Order.Product.(Price * Quantity))", 336.36],
  ["$o.Account.Order.Product{Name: $sum(Quantity)}", { Hat: 6, Cap: 1, Coat: 1 }],
  ["$o.Account.Order.Product^(>Price, Name).Name", ["Coat", "Hat", "Hat", "Cap"]],
  ["$o.Account.Order.{OrderID: $count(Product)}", [{ o1: 2 }, { o2: 2 }]],
  ["$o.**.Price[0]", [34.45, 21.67, 34.45, 107.99]],
  ["$o.Account.nothing", undefined],
  ["$one", [7]],
  ["$one.$", 7],
  ["$list[$ > 1]", [3, 2]],
  ["$list[[0..1]]", [3, 1]],
  ["$nested[1][0]", 3],
  ["[1..3, 9]", [1, 2, 3, 9]],
  ["[[1], [2, 3]]", [[1], [2, 3]]],
  ["{'a': 1, 'b': [$list]}", { a: 1, b: [3, 1, 2] }],
  ["1 + 2 * 3 - 4 / 2 % 3", 5],
  ["-$list[0]", -3],
  ["'a' & 1 & true & null & $nothing", "a1truenull"],
  ["1 = 1.0 and 'a' != 'b' or false", true],
  ["2 in $list", true],
  ["$nothing = 1", false],
  ["'b' > 'a' ? 'yes' : 'no'", "yes"],
  ["$nothing ?? 'default'", "default"],
  ["'' ?: 'empty'", "empty"],
  ["($x := 2; $y := $x * 3; $x + $y)", 8],
  ["($f := function($n) { $n <= 1 ? 1 : $n * $f($n - 1) }; $f(5))", 120],
  ["($add := function($a, $b) { $a + $b }; $inc := $add(?, 1); $inc(4))", 5],
  ["$map($list, function($v, $i) { $v * $i })", [0, 1, 4]],
  ["$filter($list, function($v) { $v > 1 })", [3, 2]],
  ["$reduce($list, function($a, $b) { $a + $b }, 10)", 16],
  ["$sort($list)", [1, 2, 3]],
  ["$sort($list, function($a, $b) { $a < $b })", [3, 2, 1]],
  ["$list ~> $sum()", 6],
  ["($both := $uppercase ~> $trim; $both('  a  b '))", "A B"],
  ["$contains($text, /WORLD/i)", true],
  ["$replace('John Smith', /(\\w+)\\s(\\w+)/, '$2, $1')", "Smith, John"],
  ["$split('a, b,c', /,\\s*/)", ["a", "b", "c"]],
  ["$match('ababb', /b+/).match", ["b", "bb"]],
  ["$substring($text, -5, 3)", "wor"],
  ["$substringAfter($text, ' ')", "world"],
  ["$pad('x', -3, '0')", "00x"],
  ["$join($split($text, ' '), '-')", "hello-world"],
  ["$length('a😀')", 2],
  ["$number('0x1F') + $number('2')", 33],
  ["$round(2.5) & $round(3.5) & $round(12.345, 2)", "2412.34"],
  ["$formatNumber(12345.6, '#,###.00')", "12,345.60"],
  ["$formatNumber(0.14, '01%')", "14%"],
  ["$formatBase(100, 2)", "1100100"],
  ["$keys({'a': 1, 'b': 2})", ["a", "b"]],
  ["$merge([{'a': 1}, {'b': 2}])", { a: 1, b: 2 }],
  ["$spread({'a': 1, 'b': 2})", [{ a: 1 }, { b: 2 }]],
  ["$each({'a': 1, 'b': 2}, function($v, $k) { $k & $v })", ["a1", "b2"]],
  ["$sift({'a': 1, 'b': 2}, function($v) { $v > 1 })", { b: 2 }],
  ["$distinct([1, 2, 1, '1'])", [1, 2, "1"]],
  [
    "$zip([1, 2, 3], [4, 5])",
    [
      [1, 4],
      [2, 5],
    ],
  ],
  ["$type([]) & $type({}) & $type(null)", "arrayobjectnull"],
  ["$string({'a': 1.1 + 2.2})", '{"a":3.3}'],
  ["$exists($o.nothing)", false],
  ["$boolean([0, '']) or $not(1)", false],
  ["{'a': {'b': 1, 'c': 2}} ~> |a|{'b': 5}, 'c'|", { a: { b: 5 } }],
  ["$toMillis('1970-01-01T00:00:01Z')", 1000],
  ["$fromMillis(1510067557121, '[M01]/[D01]/[Y0001] [h#1]:[m01][P]')", "11/07/2017 3:12pm"],
  ["$toMillis('04/11/2017', '[D01]/[M01]/[Y0001]')", 1509753600000],
  // Source: Step Functions' guide, "Transforming data with JSONata".
  ["$partition([1, 2, 3, 4, 5], 2)", [[1, 2], [3, 4], [5]]],
  ["$range(1, 9, 4)", [1, 5, 9]],
  ["$hash('a', 'MD5')", "0cc175b9c0f1b6a831c399e269772661"],
  ["$random(1) = $random(1)", true],
  ["$parse('{\"a\":[1]}').a", [1]],
  ["/* said */ `text` ", undefined],
])("%s", (expression, expected) => {
  expect(evaluateJsonata(expression, variables, 0)).toEqual(expected);
});

test.each([
  ["1 + 'a'", "T2002"],
  ["1 < 'a'", "T2009"],
  ["1 +", "S0207"],
  ["(1", "S0203"],
  ["'a", "S0101"],
  ["$nothing()", "T1006"],
  ["$uppercase(1)", "T0410"],
  ["$sum(['a'])", "T0412"],
  ["$number('x')", "D3030"],
  ["$error('mine')", "D3137"],
  ["($f := function() { 1 + $f() }; $f())", "D1011"],
  ["$eval('1')", "T1006"],
])("%s fails with %s", (expression, code) => {
  expect(() => evaluateJsonata(expression, {}, 0)).toThrow(expect.objectContaining({ code }));
});
