/** A state in words; colour only underlines what the words say. */
import { useSay } from "../app/language.tsx";
import type { State } from "./states.ts";

export function Badge({ state: { text, tone } }: { readonly state: State }) {
  return <span className={`badge badge-${tone}`}>{useSay()(text)}</span>;
}
