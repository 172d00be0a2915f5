/** Enumerations in the order in which AWS's sentences list them, as public error reports show it. */
export const enumOrders: readonly (readonly string[])[] = [
  ["INDEXES", "TOTAL", "NONE"],
  ["ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"],
  ["SIZE", "NONE"],
  ["OR", "AND"],
  ["SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"],
  ["HASH", "RANGE"],
  ["B", "N", "S"],
  ["ALL", "INCLUDE", "KEYS_ONLY"],
  ["PROVISIONED", "PAY_PER_REQUEST"],
  ["ADD", "DELETE", "PUT"],
  ["OLD_IMAGE", "KEYS_ONLY", "NEW_AND_OLD_IMAGES", "NEW_IMAGE"],
  ["AES256", "KMS"],
  ["IN", "NULL", "BETWEEN", "LT", "NOT_CONTAINS", "EQ", "GT", "NOT_NULL", "NE", "LE", "BEGINS_WITH", "GE", "CONTAINS"],
];
