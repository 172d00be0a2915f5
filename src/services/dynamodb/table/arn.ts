import { regionalArn } from "../../../cloud/arn.ts";

interface Place {
  readonly account: string;
  readonly region: string;
}

export function tableArn(place: Place, name: string): string {
  return regionalArn("dynamodb", place, `table/${name}`);
}

export function streamArn(table: { readonly arn: string }, label: string): string {
  return `${table.arn}/stream/${label}`;
}

/** Streams are labelled with the time of their enabling: 2024-11-18T14:36:44.149. */
export function streamLabel(time: number): string {
  return new Date(time).toISOString().slice(0, -1);
}
