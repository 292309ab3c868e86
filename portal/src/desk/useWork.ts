/** What a form or a button of the desk does: one thing at a time, and what went wrong in words. */
import { useState } from "react";
import type { Text } from "../app/language.tsx";
import { OfficeRefused } from "./office.ts";
import { sentenceOf } from "./sending.ts";

export interface Work {
  readonly isBusy: boolean;
  /** Of the last time; undefined while it goes well. */
  readonly wrong: Text | undefined;
  /** Begins it, unless it runs already. */
  readonly begin: (work: () => Promise<unknown>) => void;
}

/** Said of what did not reach the office. */
export const NOT_DONE: Text = { en: "This was not done.", zh: "操作未成功。" };

/** @param failed said of what is no answer of the office; else what the wallet or the connection says. */
export function useWork(failed?: Text): Work {
  const [isBusy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Text>();
  const run = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setWrong(undefined);
    try {
      await work();
    } catch (error) {
      setWrong(failed === undefined || error instanceof OfficeRefused ? sentenceOf(error) : failed);
    } finally {
      setBusy(false);
    }
  };
  return {
    isBusy,
    wrong,
    begin: (work) => {
      if (!isBusy) void run(work);
    },
  };
}
