/** A ledger that is open for acting: with an account that sends. */
import type { Signer } from "ethers";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Context } from "../cli/context.ts";
import { openSigner } from "../keys/openSigner.ts";
import { Outbox } from "./outbox.ts";
import { openReading, type Reading } from "./reading.ts";

export interface Acting extends Reading {
  readonly account: string;
  /** For signatures that are not transactions. */
  readonly signer: Signer;
  readonly outbox: Outbox;
}

/**
 * Opens the ledger and the key for a piece of work, first brings to its end what an earlier run left under way, and closes both
 * whatever comes of it.
 *
 * @throws TongduiError `KeyMissing`; as openReading, openSigner and Outbox.open.
 */
export async function acting<T>(context: Context, work: (open: Acting) => Promise<T>): Promise<T> {
  const read = await openReading(context);
  const { profile, nodes, ledger } = read;
  try {
    if (!profile.key) throw keyMissing(context.profile);
    const signer = await openSigner(profile.key, { askSecret: context.io.askSecret, provider: nodes });
    const outbox = await Outbox.open({
      nodes,
      signer,
      contracts: Object.values(ledger),
      folder: profile.journal,
      command: context.command,
      note: context.io.note,
      watch: context.watch,
      signal: context.signal,
      dryRun: context.dryRun,
    });
    try {
      return await work({ ...read, account: outbox.account, signer, outbox });
    } finally {
      await outbox.close();
    }
  } finally {
    read.close();
  }
}

export function keyMissing(profile: string): TongduiError {
  return new TongduiError(
    "KeyMissing",
    { en: `The profile ${profile} names no key to send with.`, zh: `配置文件 ${profile} 未指定用于发送的密钥。` },
    {
      hint: {
        en: "Make a key with tongdui key create, and name it under key in the profile.",
        zh: "请用 tongdui key create 创建密钥，并在配置文件的 key 项中指定。",
      },
    },
  );
}
