export type Sts = typeof import("@aws-sdk/client-sts");
