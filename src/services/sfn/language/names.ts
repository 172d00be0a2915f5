/** What no name of a machine, an activity, an execution or a label has. */
// oxlint-disable-next-line no-control-regex -- control characters are what is refused
export const INVALID_NAME = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;
