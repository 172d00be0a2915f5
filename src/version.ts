/** Terrarium's own version, and the version of Terraform whose language and formats it speaks. */
export const VERSION = "0.1.0";
export const TERRAFORM_VERSION = "1.11.4";
