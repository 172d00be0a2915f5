import type { Document } from "./document.ts";

/** One processor of a transformer, ready to work on the document of an event; `message` is the event as it came. */
export type Step = (document: Document, message: string) => void;
