import type { Text } from "../../../client/text/text.ts";
import type { Context } from "../../../scripts/cli/context.ts";

/** A context in which nobody is there to be asked. What is noted is kept in `notes`. */
export function contextOf(profile: string, over: Partial<Context> = {}): Context & { readonly notes: Text[] } {
  const notes: Text[] = [];
  const nobody = (question: Text): never => {
    throw new Error(`Nobody was to be asked: ${question.en}`);
  };
  return {
    io: {
      write: () => undefined,
      note: (text) => void notes.push(text),
      askSecret: async (question) => Promise.resolve(nobody(question)),
      confirm: async (question) => Promise.resolve(nobody(question)),
      progress: () => ({ add: () => undefined, end: () => undefined }),
    },
    lang: "en",
    command: "test",
    dryRun: false,
    yes: false,
    profile,
    now: Date.now,
    signal: new AbortController().signal,
    watch: () => undefined,
    ...over,
    notes,
  };
}
