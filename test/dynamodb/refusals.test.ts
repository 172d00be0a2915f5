import { testRefusals } from "./refusal-cases.ts";

testRefusals("today");
