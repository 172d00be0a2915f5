import { expect, test } from "vitest";
import { renderTemplate } from "./render.ts";
import { Tool } from "./values.ts";

const render = (template: string): string =>
  renderTemplate(
    template,
    new Map<string, unknown>([
      ["pet", { name: "rex", age: 3, tags: ["a", "b"], none: null, owner: { id: 1 } }],
      ["util", new Tool({ double: (value) => Number(value) * 2 })],
    ]),
  );

// Source: the Velocity 1.7 reference; what maps and lists print, AWS as recorded for $input.path.
test.each([
  ["text", 'costs $5, #1 and {"$": 1}', 'costs $5, #1 and {"$": 1}'],
  ["references", "$pet.name ${pet.name}s $!{pet.name}", "rex rexs rex"],
  ["unknown names", "$nobody $!nobody ${nobody}", "$nobody  ${nobody}"],
  ["missing entries", "[$pet.nothing.at.all][$pet.none]", "[][]"],
  ["a map prints as Java's", "$pet.owner", "{id=1}"],
  ["a JSON list prints as JSON, a written one does not", "$pet.tags #set($l = ['a', 1])$l", '["a","b"] [a, 1]'],
  ["methods", "$pet.name.toUpperCase().replaceAll('X', 'y') $pet.tags.size() $util.double(4)", "REy 2 8"],
  ["indices", "$pet.tags[1] $pet['name'] $pet.tags.get(0)", "b rex a"],
  ["set and arithmetic", "#set($x = (1 + 2) * 3 - 7 / 2)$x #set($y = $x % 4)$y", "6 2"],
  ["set on a map", '#set($pet.name = "tom")$pet.name#set($z = $pet.put("k", 1))$pet.k', "tom1"],
  [
    "double quotes interpolate, single do not",
    `#set($a = "<$pet.name>")#set($b = '<$pet.name>')$a $b`,
    "<rex> <$pet.name>",
  ],
  ["doubled quotes", `#set($a = "say ""hi""")$a`, 'say "hi"'],
  ["if", "#if($pet.age > 5)old#elseif($pet.age == 3)three#{else}young#end!", "three!"],
  ["and, or, not", "#if(!$pet.none && ($pet.age lt 9 or $nobody))yes#end", "yes"],
  ["foreach", "#foreach($t in $pet.tags)$foreach.count:$t#if($foreach.hasNext), #end#end", "1:a, 2:b"],
  ["foreach over a map and a range", "#foreach($k in {'a': 1, 'b': 2})$k#end #foreach($i in [3..1])$i#end", "12 321"],
  ["break and stop", "#foreach($i in [1..9])#if($i == 3)#break#end$i#end.#stop.", "12."],
  ["comments and literals", "a## no\nb#* no\nno *#c#[[ $pet.name ]]#", "abc $pet.name "],
  ["escapes", "\\$pet.name \\#if", "$pet.name #if"],
  ["directives take the end of their line", "#if(true)\n x\n#end\ny", " x\ny"],
  ["a bracket behind a reference", "$pet.name[x]", "rex[x]"],
  ["keys", "#foreach($k in $pet.keySet())$k #end", "name age tags none owner "],
])("%s", (_, template, expected) => {
  expect(render(template)).toBe(expected);
});

test.each([["#if(true)"], ["#set($x)"], ["#foreach($x of [1])#end"], ["x #end"]])("%s does not parse", (template) => {
  expect(() => render(template)).toThrow(/at line 1/);
});
