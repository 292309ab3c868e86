/** Words that the index is asked for: once no more letters come, and only if there is a letter or a digit in them. */
import { useEffect, useState } from "react";
import { soughtIn } from "../../../client/text/terms.ts";

/** Between two letters of somebody who types slowly. */
const SETTLED_MS = 300;

/** @returns empty for none. */
export function useWords(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return soughtIn(settled) === undefined ? "" : settled;
}
