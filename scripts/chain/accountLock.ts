/** One run at a time for one account on one machine: two would take each other's numbers on the chain. */
import { hostname } from "node:os";
import path from "node:path";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { disk } from "../../client/files/disk.ts";
import { takeFile, type Holder } from "../../client/files/hold.ts";
import type { Text } from "../../client/text/text.ts";

const PAUSE_MILLISECONDS = 250;

/**
 * Waits until no other run of the account is at work, and holds the account.
 *
 * @returns gives the account up.
 * @throws TongduiError `AccountHeldElsewhere` if a run on another machine holds it; `Interrupted`, `DriveUnsuitable`.
 */
export async function holdAccount(
  folder: string,
  account: string,
  { note, signal }: { note: (text: Text) => void; signal: AbortSignal },
): Promise<() => Promise<void>> {
  await disk.makeFolder(folder);
  const file = path.join(folder, `${account}.lock`);
  let isTold = false;
  for (;;) {
    const taken = await takeFile(file);
    if ("giveUp" in taken) return taken.giveUp;
    const { holder } = taken;
    if (holder && holder.machine !== hostname()) throw heldElsewhere(file, holder);
    if (signal.aborted) throw interrupted();
    if (!isTold && holder) note(waiting(holder));
    isTold ||= holder !== undefined;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
  }
}

export function interrupted(): TongduiError {
  return new TongduiError(
    "Interrupted",
    { en: "Stopped as you asked; nothing new was begun.", zh: "已按您的要求停止，未开始新的办理。" },
    { hint: { en: "Run the same command again to go on.", zh: "重新运行同一命令即可继续。" } },
  );
}

function waiting({ process: pid, since }: Holder): Text {
  return {
    en: `Another run with this account has been at work since ${since} (process ${pid}); waiting for it to end…`,
    zh: `该账户的另一次运行自 ${since} 起正在办理（进程 ${pid}），等待其结束……`,
  };
}

function heldElsewhere(file: string, { machine, since }: Holder): TongduiError {
  return new TongduiError(
    "AccountHeldElsewhere",
    {
      en: `A run on the machine ${machine} has held this account since ${since}.`,
      zh: `机器 ${machine} 上的一次运行自 ${since} 起占用该账户。`,
    },
    {
      hint: {
        en: `Wait until it ends. If that machine is gone, delete ${path.basename(file)} in the journal's folder.`,
        zh: `请等待其结束；若该机器已停用，请删除日志文件夹中的 ${path.basename(file)}。`,
      },
    },
  );
}
