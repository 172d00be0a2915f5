/**
 * Terraform's numbers: binary floating point with a 512-bit mantissa, as Go's math/big Float has it, printed as the
 * shortest decimal that reads back as the same number.
 */
export class BigFloat {
  static from(_number: number | bigint): BigFloat {
    throw new Error("Number arithmetic is not built");
  }
}
