/** Stands in. */
import { gzipSync } from "node:zlib";
export const goGzip = (data: Uint8Array): Uint8Array => gzipSync(data);
