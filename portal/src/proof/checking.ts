/** A check under way: begun, waited for no longer than a check may take, ended early where the person says so. */
import type { Asked, Told } from "./messages.ts";

/** Whoever does the check, beside the page. Answers once. */
export interface Checker {
  /** @param failed called where it breaks off without an answer. */
  listen(told: (told: Told) => void, failed: () => void): void;
  ask(asked: Asked): void;
  /** Stops it at once, whatever it is about. */
  end(): void;
}

export interface Checking {
  readonly told: Promise<Told>;
  /** Ends it at once; `told` then never comes. */
  readonly cancel: () => void;
}

/** A voucher's proof takes a second on a slow phone; the largest that is honest, some ten. */
export const LONGEST_MS = 60_000;

/** Begins a check. @param checker used for this one and ended. */
export function startChecking(checker: Checker, asked: Asked, longest = LONGEST_MS): Checking {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = (): void => {
    clearTimeout(timer);
    checker.end();
  };
  const told = new Promise<Told>((resolve) => {
    const end = (outcome: Told): void => {
      cancel();
      resolve(outcome);
    };
    timer = setTimeout(() => end({ kind: "unchecked", why: TOO_LONG }), longest);
    checker.listen(end, () => end({ kind: "unchecked", why: BROKE_OFF }));
    checker.ask(asked);
  });
  return { told, cancel };
}

const TOO_LONG = {
  en: "The check took longer than a minute and was ended. Genuine proofs take a few seconds: either this device is very slow, or the file is made so that it cannot be checked in reasonable time. Nothing in it is proved.",
  zh: "核验超过一分钟，已中止。真实的证明几秒即可核验完毕：可能是设备过慢，也可能是该文件被刻意制作得无法在合理时间内核验。其内容均未得到证明。",
};
const BROKE_OFF = {
  en: "The check broke off: this browser cannot run it, or ran out of memory. Nothing in the file is proved.",
  zh: "核验中断：浏览器不支持，或内存不足。该文件的内容均未得到证明。",
};
