/** The version of the language that is spoken here, as configurations see and constrain it. */
export const TERRAFORM_VERSION = "1.11.4";
