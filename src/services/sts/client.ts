import type * as client from "@aws-sdk/client-sts";

export type Sts = typeof client;
