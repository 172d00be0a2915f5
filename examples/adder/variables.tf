variable "name" {
  description = "Name of the function, and prefix of everything beside it."
  type        = string
  default     = "adder"
}

variable "region" {
  description = "Region to deploy to."
  type        = string
  default     = "us-east-1"
}

variable "runtime" {
  description = "Runtime of the function: a Python one, or a Node.js one for its twin."
  type        = string
  default     = "python3.12"

  validation {
    condition     = can(regex("^(python3|nodejs)", var.runtime))
    error_message = "The function is written in Python and in JavaScript: choose a python3.* or a nodejs* runtime."
  }
}
