/** Compression for archives: deflate streams as Go's compress/flate ends them, with an empty stored block. */
import { deflateRawSync } from "node:zlib";

export const deflateLevel5 = (data: Uint8Array): Buffer => Buffer.concat([deflateRawSync(data, { level: 5 })]);
export const deflateDefaultLevel = (data: Uint8Array): Buffer => deflateRawSync(data);
