/** "Did you mean", for the engine and the command line. */
export { didYouMean, nearestFirst, suggestion } from "../../hcl/did-you-mean.ts";
