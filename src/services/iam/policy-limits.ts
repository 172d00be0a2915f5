/** Quotas of managed policies. */

/** Characters of a managed policy, white space aside. */
export const MANAGED_POLICY_SIZE = 6144;
export const VERSIONS_PER_POLICY = 5;
