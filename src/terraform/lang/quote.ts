/** Text in quotes as Go writes it, for providers: they see this room and not the syntax below it. */
export { quoteGo } from "../../hcl/quote.ts";
