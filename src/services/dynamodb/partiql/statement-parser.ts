/** PartiQL statements as DynamoDB knows them: SELECT, INSERT, UPDATE, DELETE, and EXISTS in transactions. */
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Condition, Operand, Path, UpdateAction } from "../expression/syntax.ts";
import { refusal } from "../refusal.ts";
import { ConditionParser } from "./condition-parser.ts";
import { OperandParser, Parameters } from "./operand-parser.ts";
import type { Delete, Exists, Insert, Select, Statement, Target, Update } from "./statement.ts";
import { malformed, TokenStream } from "./tokens.ts";

const unknownReturning = "Expected ( MODIFIED | ALL ) ( NEW | OLD ) in each returning element.";
const tableName = /^[a-zA-Z0-9_.-]{3,255}$/;

export function parseStatement(text: string, parameters: readonly AttributeValue[] | undefined): Statement {
  return new StatementParser(text, parameters).parse();
}

class StatementParser {
  readonly #tokens: TokenStream;
  readonly #parameters: Parameters;
  readonly #operands: OperandParser;
  readonly #conditions: ConditionParser;

  constructor(text: string, parameters: readonly AttributeValue[] | undefined) {
    this.#tokens = new TokenStream(text);
    this.#parameters = new Parameters(parameters);
    this.#operands = new OperandParser(this.#tokens, this.#parameters);
    this.#conditions = new ConditionParser(this.#operands);
  }

  parse(): Statement {
    const statement = this.#statement();
    const ended = this.#tokens.takeSymbol(";");
    if (this.#tokens.current.kind !== "end") {
      throw malformed(
        ended ? "Unexpected token after semicolon. (Only one query is allowed.)" : "Unexpected token after expression",
      );
    }
    this.#parameters.checkAllUsed();
    return statement;
  }

  #statement(): Statement {
    if (this.#tokens.takeWord("SELECT")) return this.#select();
    if (this.#tokens.takeWord("INSERT")) return this.#insert();
    if (this.#tokens.takeWord("UPDATE")) return this.#update();
    if (this.#tokens.takeWord("DELETE")) return this.#delete();
    if (this.#tokens.takeWord("EXISTS")) return this.#exists();
    throw malformed("Expected data manipulation");
  }

  #select(): Select {
    const paths = this.#tokens.takeSymbol("*") ? undefined : this.#paths();
    this.#tokens.expectWord("FROM", "Expected FROM after SELECT list");
    if (!this.#operands.isName()) throw this.#tokens.unexpected();
    const target = this.#target();
    const where = this.#where();
    const order = this.#order();
    this.#checkNoLimit();
    if (order && !where) throw refusal("Must have WHERE clause in the statement when using ORDER BY clause.");
    return { kind: "SELECT", ...target, paths, where, order };
  }

  /** How many items are wanted is a parameter of the request. */
  #checkNoLimit(): void {
    if (!this.#tokens.takeWord("LIMIT")) return;
    const { current } = this.#tokens;
    throw refusal(`Unsupported clause: LIMIT at ${this.#tokens.place(current)}:${current.text.length}`);
  }

  #paths(): Path[] {
    const paths: Path[] = [];
    do {
      const { current } = this.#tokens;
      paths.push(this.#operands.path());
      // There are no aggregate functions.
      if (this.#tokens.isSymbol("(")) {
        throw refusal(`Unexpected path component at ${this.#tokens.place(current)}:${current.text.length}`);
      }
    } while (this.#tokens.takeSymbol(","));
    return paths;
  }

  #order(): Select["order"] {
    if (!this.#tokens.takeWord("ORDER")) return undefined;
    this.#tokens.expectWord("BY", "Expected BY");
    const names: string[] = [];
    let descending = false;
    do {
      names.push(this.#operands.name());
      descending = this.#tokens.takeWord("DESC");
      if (!descending) this.#tokens.takeWord("ASC");
    } while (this.#tokens.takeSymbol(","));
    return { names, descending };
  }

  #insert(): Insert {
    this.#tokens.expectWord("INTO", "Unexpected keyword");
    const target = this.#target();
    this.#tokens.expectWord("VALUE");
    const value = this.#operands.value();
    if (!("M" in value)) {
      throw refusal(
        "Unsupported format in item expression. Please use struct format {...} to express item values for insert statement.",
      );
    }
    const keepsExisting = this.#conflict();
    if (this.#tokens.isWord("RETURNING")) throw refusal("RETURNING is not supported in INSERT");
    return { kind: "INSERT", ...target, item: value.M, keepsExisting };
  }

  #conflict(): boolean {
    if (!this.#tokens.takeWord("ON")) return false;
    for (const word of ["CONFLICT", "DO"]) this.#tokens.expectWord(word);
    if (this.#tokens.takeWord("NOTHING")) return true;
    throw refusal('Invalid conflict action. Only "DO NOTHING" action is supported.');
  }

  #update(): Update {
    const target = this.#target();
    const actions: UpdateAction[] = [];
    for (;;) {
      if (this.#tokens.takeWord("SET")) {
        do actions.push(this.#setAction());
        while (this.#tokens.takeSymbol(","));
      } else if (this.#tokens.takeWord("REMOVE")) {
        do actions.push({ kind: "REMOVE", path: this.#operands.path() });
        while (this.#tokens.takeSymbol(","));
      } else {
        break;
      }
    }
    if (actions.length === 0) throw malformed("Expected data manipulation");
    const where = this.#where();
    return { kind: "UPDATE", ...target, actions, where, returning: this.#returning() };
  }

  #setAction(): UpdateAction {
    const path = this.#operands.path();
    this.#tokens.expectSymbol("=");
    const operand = this.#sum();
    if (operand.kind !== "call" || (operand.name !== "set_add" && operand.name !== "set_delete")) {
      return { kind: "SET", path, operand };
    }
    const [, members] = operand.operands;
    if (members?.kind !== "value") throw refusal(`${operand.name} takes a path and a set`);
    return { kind: operand.name === "set_add" ? "ADD" : "DELETE", path, operand: members };
  }

  #sum(): Operand {
    let left = this.#operands.operand();
    for (;;) {
      const name = this.#tokens.isSymbol("+") ? "+" : this.#tokens.isSymbol("-") ? "-" : undefined;
      if (!name) return left;
      this.#tokens.next();
      left = { kind: "call", name, operands: [left, this.#operands.operand()] };
    }
  }

  #delete(): Delete {
    this.#tokens.expectWord("FROM", "Expected FROM after DELETE");
    const target = this.#target();
    const where = this.#where();
    const returning = this.#returning();
    if (returning !== undefined && returning !== "ALL_OLD") {
      const clause = returning.replace("UPDATED", "MODIFIED").replace("_", " ");
      throw refusal(
        `Invalid returning clause: RETURNING ${clause} *. Only RETURNING ALL OLD * is allowed in DELETE statements.`,
      );
    }
    return { kind: "DELETE", ...target, where, returning };
  }

  #exists(): Exists {
    this.#tokens.expectSymbol("(");
    this.#tokens.expectWord("SELECT");
    const { table, index, where } = this.#select();
    this.#tokens.expectSymbol(")");
    return { kind: "EXISTS", table, index, where };
  }

  #target(): Target {
    const table = this.#operands.name();
    if (!table.startsWith("arn:") && !tableName.test(table)) {
      throw refusal(
        "Table name should be within the length [3, 255] and only contain 'a-z', 'A-Z', '0-9', '-', '_', '.'.",
      );
    }
    return { table, index: this.#tokens.takeSymbol(".") ? this.#operands.name() : undefined };
  }

  #where(): Condition | undefined {
    return this.#tokens.takeWord("WHERE") ? this.#conditions.condition() : undefined;
  }

  #returning(): Update["returning"] {
    if (!this.#tokens.takeWord("RETURNING")) return undefined;
    const all = this.#tokens.takeWord("ALL");
    if (!all) this.#tokens.expectWord("MODIFIED", unknownReturning);
    const old = this.#tokens.takeWord("OLD");
    if (!old) this.#tokens.expectWord("NEW", unknownReturning);
    this.#tokens.expectSymbol("*");
    return `${all ? "ALL" : "UPDATED"}_${old ? "OLD" : "NEW"}`;
  }
}
