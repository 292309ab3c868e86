/** `trust-root sign`: a validator's key under the next trust root, on a machine that may have no network. */
import path from "node:path";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { successionMessage, trustRootHash, trustRootText, type Hex, type TrustRoot } from "../../../verifier/index.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { columnsOf } from "../../cli/grid.ts";
import { PrivateKey } from "../../keys/keystore.ts";
import { readSecretFile, shown } from "../../../client/files/secretFile.ts";
import { newFile } from "../../tables/newFile.ts";
import { parseRoot, previousOf, rootText } from "./place.ts";
import { changedSince, changesBetween } from "./changes.ts";
import { hashParts, rootGrid, validatorText } from "./said.ts";
import { signersGrid, standingOf, standingText } from "./succession.ts";

export interface SignInput {
  readonly file: string;
  /** Besu's file of a node's private key. */
  readonly nodeKey: string;
  readonly previous: string | undefined;
}

/**
 * Adds the signature to the file itself: whole, or not at all. A validator that has signed is not asked again.
 *
 * @throws TongduiError `NotAValidator`, `TrustRootChanged`, `NotConfirmed`; as readSecretFile, previousOf and standingOf.
 */
export async function signRoot({ file, nodeKey, previous: named }: SignInput, context: Context): Promise<Answer> {
  const { io, dryRun, yes } = context;
  const text = await rootText(file);
  const root = parseRoot(text, file);
  const previous = await previousOf(root, named, context);
  const before = standingOf(previous, root);
  const key = PrivateKey.parse(await readSecretFile(nodeKey));
  const address = key.address.toLowerCase();
  const member = before.members.find((one) => one.address === address);
  if (!member) throw notAValidator(address, previous);

  const whose = validatorText(previous, member.district, address);
  // All of what is signed, however much of it there is.
  const grid = rootGrid(root);
  io.note({ en: columnsOf(grid, "en"), zh: columnsOf(grid, "zh") });
  io.note(changedSince(previous.number));
  for (const line of [...changesBetween(previous, root), ...hashParts(root.number, trustRootHash(root))]) io.note(line);
  io.note({ en: `Signed as the validator ${whose.en}.`, zh: `签署的验证节点：${whose.zh}。` });
  const data = { file: path.resolve(file), number: root.number, validator: address };
  if (before.signers.includes(address)) {
    const parts = [{ en: "✓ Its signature is in the file already.", zh: "✓ 文件中已有该签名。" }, standingText(before)];
    return { data: { ...data, end: "before", signed: before.signers.length, needed: before.needed }, parts };
  }
  if (dryRun) {
    const parts = [{ en: "· The signature would be added.", zh: "· 将加入该签名。" }];
    return { data: { ...data, end: "tried", signed: before.signers.length, needed: before.needed }, parts };
  }
  const question = { en: "Sign this trust root?", zh: "确认签署此信任根吗？" };
  if (!yes && !(await io.confirm(question))) throw notSigned();

  const signature = (await key.wallet.signMessage(successionMessage(root))) as Hex;
  const signed = { ...root, signatures: [...root.signatures, signature] };
  const standing = standingOf(previous, signed);
  // Two who sign one file at once: the second one's would take the first one's away.
  if ((await rootText(file)) !== text) throw changed(file);
  await newFile(file, true, async (add) => add(trustRootText(signed)));
  return {
    data: { ...data, end: "done", signed: standing.signers.length, needed: standing.needed },
    parts: [
      { en: `✓ Signed: ${shown(path.resolve(file))}`, zh: `✓ 已签署：${shown(path.resolve(file))}` },
      signersGrid(previous, standing),
      standingText(standing),
    ],
  };
}

function notAValidator(address: string, previous: TrustRoot): TongduiError {
  return new TongduiError(
    "NotAValidator",
    {
      en: `The key is that of ${address}, which is no validator of trust root ${previous.number}.`,
      zh: `该密钥对应 ${address}，不是第 ${previous.number} 号信任根的验证节点。`,
    },
    {
      hint: {
        en: "Take the key file of the validator's own node; only the present validators sign the next trust root.",
        zh: "请使用验证节点自身的密钥文件；下一信任根只由现任验证节点签署。",
      },
    },
  );
}

function notSigned(): TongduiError {
  return new TongduiError("NotConfirmed", { en: "Nothing was signed.", zh: "未签署。" });
}

function changed(file: string): TongduiError {
  return new TongduiError(
    "TrustRootChanged",
    {
      en: `Somebody changed ${shown(path.resolve(file))} meanwhile; it was not signed.`,
      zh: `${shown(path.resolve(file))} 在此期间被改动，未签署。`,
    },
    { hint: { en: "Run the command again.", zh: "请重新运行该命令。" } },
  );
}
