/** What is said of a file that should be a plan and is none: Terraform tries its two kinds of plan files one after the other. */
import { JsonSyntaxError, parseJson } from "../../terraform/lang/json-text.ts";
import { membersOf } from "../../terraform/state/json.ts";

export const notAPlanFile = (reasons: string): string =>
  `couldn't load the provided path as either a local plan file (${reasons})`;

/** The reasons that the content of the file gives. */
export const noPlanIn = (text: string): string =>
  `zip: not a valid zip file) or a saved cloud plan (${noCloudPlanIn(text)}`;

/** A saved cloud plan is a JSON object with the number of its format. */
function noCloudPlanIn(text: string): string {
  try {
    const data = parseJson(text);
    if (membersOf(data)) return "invalid remote plan format, must be 1";
    const kind = Array.isArray(data) ? "array" : typeof data === "object" ? "number" : typeof data;
    return `json: cannot unmarshal ${kind} into Go value of type cloudplan.SavedPlanBookmark`;
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    const first = text.trimStart().charAt(0);
    return first === "" || "{[".includes(first)
      ? "unexpected end of JSON input"
      : `invalid character '${first}' looking for beginning of value`;
  }
}
