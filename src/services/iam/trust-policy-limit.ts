/** Characters a trust policy may have, white space aside. */
export const TRUST_POLICY_LIMIT = 2048;
