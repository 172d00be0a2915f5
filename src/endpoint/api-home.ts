/** Which service, account and region an API's id belongs to: a request to an API names nothing else. */
import type { Store } from "../store/store.ts";

export interface ApiHome {
  readonly service: "api-gateway" | "apigatewayv2";
  readonly account: string;
  readonly region: string;
}

const key = (id: string) => ["execute-api", id];

export const apiHome = (store: Store, id: string): ApiHome | undefined => store.get<ApiHome>(key(id));

export const saveApiHome = (store: Store, id: string, { service, account, region }: ApiHome): void =>
  store.put(key(id), { service, account, region });

export const removeApiHome = (store: Store, id: string): boolean => store.delete(key(id));
