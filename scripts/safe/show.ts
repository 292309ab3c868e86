/** Shows the Safes: who signs for each and how many must, as the chain has it, and whether the deployment's file says the same. */
import { safeOf } from "../../client/deployment.ts";
import { connectSafe } from "../../client/safe.ts";
import type { Text } from "../../client/text/text.ts";
import { reading, type Reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { EXIT } from "../cli/exit.ts";
import { accountNamed, safeNamed } from "./names.ts";

/** @throws TongduiError `SafeUnknown`. */
export async function showSafes({ key }: { readonly key: string | undefined }, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const keys = key === undefined ? Object.keys(open.deployment.safes) : [key];
    const shown = await Promise.all(keys.map(async (one) => lookAt(open, one)));
    const isOther = shown.some(({ data }) => !data.isRecorded);
    return {
      data: shown.map(({ data }) => data),
      parts: [
        {
          head: [
            { en: "Safe", zh: "多签账户" },
            { en: "Address", zh: "地址" },
            { en: "Must sign", zh: "门限" },
            { en: "Next decision", zh: "下一决定编号" },
            { en: "Who signs", zh: "签署人" },
          ],
          rows: shown.flatMap(({ rows }) => rows),
          figures: [3],
        },
        ...(isOther ? [OTHER] : []),
      ],
      exit: isOther ? EXIT.difference : EXIT.done,
    };
  });
}

async function lookAt({ deployment, nodes }: Reading, key: string) {
  const recorded = safeOf(deployment, key);
  const { address } = recorded;
  const safe = connectSafe(address, nodes);
  const [owners, threshold, nonce] = await Promise.all([safe.getOwners(), safe.getThreshold(), safe.nonce()]);
  const sorted = (accounts: readonly string[]): string => [...accounts].sort().join();
  const isRecorded = sorted(owners) === sorted(recorded.owners) && Number(threshold) === recorded.threshold;
  const { en, zh } = safeNamed(key);
  const rows = owners.map((owner, i): (string | Text)[] => {
    const mark = recorded.owners.includes(owner) ? "" : "✗ ";
    const name = accountNamed(deployment, owner);
    const shown = { en: mark + name.en, zh: mark + name.zh };
    if (i > 0) return ["", "", "", "", shown];
    return [{ en, zh }, address, `${threshold} / ${owners.length}`, String(nonce), shown];
  });
  const data = { key, address, owners: [...owners], threshold: Number(threshold), nonce: Number(nonce), isRecorded };
  return { data, rows };
}

const OTHER: Text = {
  en: "✗ The deployment's file says otherwise of who signs. If that was decided, bring the file up to date: tongdui deploy update",
  zh: "✗ 签署人或门限与部署文件不符。如属已作出的决定，请更新文件：tongdui deploy update",
};
