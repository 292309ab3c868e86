/** Prints the page; where the district gives the proof to anybody, first fetches and checks it, so that the printed code can name it. */
import { useEffect, useState } from "react";
import type { Check } from "../proof/useCheck.ts";

/** @param address of the proof; undefined where not everybody may have it. */
export function usePrinting({ state, start }: Check, address: string | undefined): () => void {
  const [isAsked, ask] = useState(false);
  useEffect(() => {
    if (!isAsked || state.kind === "running") return;
    ask(false);
    print();
  }, [isAsked, state]);
  return () => {
    if (state.kind === "none" && address !== undefined) start(address);
    ask(true);
  };
}
