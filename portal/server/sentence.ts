import type { Text } from "../../client/text/text.ts";

/** A refusal as every server of ours says it. */
export function sentence(error: Text): { readonly error: Text } {
  return { error };
}
