/**
 * Checks a decoded input against the constraints of its shape, in AWS's sentences: `1 validation error detected: Value
 * 'x' at 'roleName' failed to satisfy constraint: Member must have length less than or equal to 64`.
 */
import { isDecimal, javaText, listedRules, memberName, type Rule, rulesOf } from "./constraint-text.ts";
import { type ListShape, type MapShape, type Shape, type StructureShape, serviceModel, type Target } from "./model.ts";
import { ServiceException } from "./service-exception.ts";
import { type ValidationDialect, validationDialect } from "./validation-dialect.ts";

export type InputValidator = (input: Readonly<Record<string, unknown>>) => void;
type Check = (value: unknown, path: string, faults: string[]) => void;

const validators = new Map<string, ReadonlyMap<string, InputValidator | undefined> | undefined>();
const MOST_REPORTED = 10;

/** The validator of an operation's input; undefined where there is nothing to check or the service does it itself. */
export function inputValidator(service: string, operation: string): InputValidator | undefined {
  let ofService = validators.get(service) as Map<string, InputValidator | undefined> | undefined;
  if (ofService === undefined) {
    if (validators.has(service)) return undefined;
    ofService = validationDialect(service) === undefined ? undefined : new Map();
    validators.set(service, ofService);
    if (ofService === undefined) return undefined;
  }
  if (ofService.has(operation)) return ofService.get(operation);
  const validator = compile(service, operation);
  ofService.set(operation, validator);
  return validator;
}

function compile(service: string, operation: string): InputValidator | undefined {
  const dialect = validationDialect(service);
  const input = serviceModel(service).operation(operation)?.input;
  if (dialect === undefined || input === undefined) return undefined;
  const check = new Checks(dialect).ofInput(input, dialect.bodyPrefix(operation));
  if (check === undefined) return undefined;
  return (value) => {
    const faults: string[] = [];
    check(value, "", faults);
    if (faults.length === 0) return;
    const count = `${faults.length} validation error${faults.length === 1 ? "" : "s"} detected`;
    const sentence = `${count}: ${faults.slice(0, MOST_REPORTED).join("; ")}`;
    throw new ServiceException(dialect.code, dialect.reword?.(sentence) ?? sentence, {}, 400);
  };
}

class Checks {
  readonly #dialect: ValidationDialect;
  readonly #structures = new Map<StructureShape, Check | undefined>();

  constructor(dialect: ValidationDialect) {
    this.#dialect = dialect;
  }

  ofInput(input: StructureShape, bodyPrefix: string): Check | undefined {
    return this.#members(input, (member) => {
      const { traits } = member;
      const inBody =
        traits.httpLabel === undefined && traits.httpQuery === undefined && traits.httpHeader === undefined;
      return inBody ? bodyPrefix : "";
    });
  }

  #structure(shape: StructureShape): Check | undefined {
    if (this.#structures.has(shape)) return this.#structures.get(shape);
    // A shape that contains itself finds this stand-in while it is being compiled.
    let compiled: Check | undefined;
    this.#structures.set(shape, (value, path, faults) => compiled?.(value, path, faults));
    compiled = this.#members(shape, () => "");
    this.#structures.set(shape, compiled);
    return compiled;
  }

  #members(shape: StructureShape, prefix: (member: Target) => string): Check | undefined {
    const checks: { name: string; path: string; required: boolean; check: Check | undefined }[] = [];
    shape.members.forEach((member, index) => {
      const check = this.#dialect.unchecked?.has(`${shape.name}.${member.name}`) ? undefined : this.#target(member);
      const required = index < shape.required;
      if (check === undefined && !required) return;
      checks.push({ name: member.name, path: prefix(member) + memberName(member.name), required, check });
    });
    if (checks.length === 0) return undefined;
    const place = (name: string): number => shape.checked.indexOf(name);
    checks.sort((a, b) => (place(a.name) < 0 || place(b.name) < 0 ? 0 : place(a.name) - place(b.name)));
    return (value, parent, faults) => {
      const object = value as Record<string, unknown>;
      for (const { name, path, required, check } of checks) {
        const member = object[name];
        if (member !== undefined && member !== null) check?.(member, parent + path, faults);
        else if (required) {
          faults.push(`Value null at '${parent}${path}' failed to satisfy constraint: Member must not be null`);
        }
      }
    };
  }

  #target(target: Target): Check | undefined {
    const inner = this.#inside(target.shape);
    const rules = target.constraint === undefined ? [] : rulesOf(target.constraint, target.shape);
    if (rules.length === 0) return inner;
    return (value, path, faults) => {
      for (const rule of rules) if (!rule.holds(value)) faults.push(this.#fault(value, path, target, rule));
      inner?.(value, path, faults);
    };
  }

  #fault(value: unknown, path: string, { shape, traits, constraint }: Target, rule: Rule): string {
    const silent = rule.kind === "enum" && !this.#dialect.echoesEnums;
    const echo =
      silent || traits.sensitive !== undefined ? "Value" : `Value '${javaText(value, shape, isDecimal(constraint))}'`;
    return `${echo} at '${path}' failed to satisfy constraint: ${silent ? "Member must satisfy enum value set" : rule.text}`;
  }

  #inside(shape: Shape): Check | undefined {
    switch (shape.kind) {
      case "structure":
      case "union":
        return withDot(this.#structure(shape));
      case "list":
        return this.#list(shape);
      case "map":
        return this.#map(shape);
      default:
        return undefined;
    }
  }

  #list(shape: ListShape): Check | undefined {
    const { item } = shape;
    if (isSimple(item.shape)) {
      const rules = item.constraint === undefined ? [] : rulesOf(item.constraint, item.shape);
      if (rules.length === 0) return undefined;
      const sentence = `Member must satisfy constraint: [${this.#listed(rules)}]`;
      return (value, path, faults) => {
        if ((value as unknown[]).every((one) => rules.every((rule) => rule.holds(one)))) return;
        faults.push(`Value '${javaText(value, shape)}' at '${path}' failed to satisfy constraint: ${sentence}`);
      };
    }
    const check = this.#target(item);
    if (check === undefined) return undefined;
    return (value, path, faults) => {
      (value as unknown[]).forEach((one, index) => {
        if (one !== null && one !== undefined) check(one, `${path}.${index + 1}.member`, faults);
      });
    };
  }

  #map(shape: MapShape): Check | undefined {
    const keyRules = shape.key.constraint === undefined ? [] : rulesOf(shape.key.constraint, shape.key.shape);
    const simple = isSimple(shape.value.shape);
    const valueRules =
      simple && shape.value.constraint !== undefined ? rulesOf(shape.value.constraint, shape.value.shape) : [];
    const check = simple ? undefined : this.#target(shape.value);
    if (keyRules.length === 0 && valueRules.length === 0 && check === undefined) return undefined;
    const secret = (shape.key.traits.sensitive ?? shape.value.traits.sensitive) !== undefined;
    const keySentence = `Map keys must satisfy constraint: [${listedRules(keyRules).join(", ")}]`;
    const valueSentence = `Map value must satisfy constraint: [${this.#listed(valueRules)}]`;
    return (value, path, faults) => {
      const entries = Object.entries(value as Record<string, unknown>);
      const echo = secret ? "Value" : `Value '${javaText(value, shape)}'`;
      const report = (sentence: string) =>
        faults.push(`${echo} at '${path}' failed to satisfy constraint: ${sentence}`);
      if (!entries.every(([key]) => keyRules.every((rule) => rule.holds(key)))) report(keySentence);
      if (!entries.every(([, entry]) => entry === null || valueRules.every((rule) => rule.holds(entry)))) {
        report(valueSentence);
      }
      if (check === undefined) return;
      for (const [key, entry] of entries) {
        if (entry !== null && entry !== undefined) check(entry, `${path}.${key}.member`, faults);
      }
    };
  }

  #listed(rules: readonly Rule[]): string {
    const texts = [...listedRules(rules)];
    if (this.#dialect.itemsNotNull) texts.push("Member must not be null");
    return texts.join(", ");
  }
}

function withDot(check: Check | undefined): Check | undefined {
  return check && ((value, path, faults) => check(value, `${path}.`, faults));
}

function isSimple(shape: Shape): boolean {
  return shape.kind === "string" || shape.kind === "number" || shape.kind === "boolean" || shape.kind === "timestamp";
}
