/** Which of some signatures is whose: the ledger says which wallets sign for the two parties at the moment. */
import type { Provider } from "ethers";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { shown } from "../../client/files/secretFile.ts";
import { notTheirs, type Read } from "./signature.ts";
import type { Side } from "./told.ts";

/** Who signs for a party now. */
export interface Wallet {
  readonly side: Side;
  /** As people write the party's id. */
  readonly party: string;
  readonly wallet: string;
}

const SIDES: Readonly<Record<Side, Text>> = {
  enterprise: { en: "enterprise", zh: "企业" },
  provider: { en: "provider", zh: "服务机构" },
};

/** A signature of whatever kind. */
type Half = Pick<Read, "file" | "signer" | "isPlain"> & { readonly kind: string };

/**
 * The signature that is of a party's wallet.
 *
 * @throws TongduiError `SignatureMissing` if there is none; `SignedByOther` if all are of other accounts; `SignatureNotTheirs` if it
 * is no plain signature and the wallet has no contract that could be asked.
 */
export async function halfOf<S extends Half>(
  signatures: readonly S[],
  wallet: Wallet,
  others: readonly Wallet[],
  node: Pick<Provider, "getCode">,
): Promise<S> {
  const own = signatures.filter(({ signer }) => signer === wallet.wallet);
  const plain = own.find(({ isPlain }) => isPlain);
  if (plain) return plain;
  const [other] = own;
  if (other) {
    if ((await node.getCode(wallet.wallet)) === "0x") throw notTheirs(other);
    return other;
  }
  const stranger = signatures.find(({ signer }) => others.every((one) => one.wallet !== signer));
  throw stranger ? signedByOther(stranger, wallet) : missing(wallet);
}

function missing({ side, party }: Wallet): TongduiError {
  const { en, zh } = SIDES[side];
  return new TongduiError("SignatureMissing", {
    en: `The signature of the ${en} ${party} is missing.`,
    zh: `缺少${zh} ${party} 的签名。`,
  });
}

function signedByOther({ file, signer, kind }: Half, { side, party, wallet }: Wallet): TongduiError {
  const { en, zh } = SIDES[side];
  return new TongduiError(
    "SignedByOther",
    {
      en: `${shown(file)} is signed by ${signer}, and the wallet of the ${en} ${party} is ${wallet} at the moment.`,
      zh: `${shown(file)} 由 ${signer} 签署，而${zh} ${party} 当前的钱包为 ${wallet}。`,
    },
    {
      hint: {
        en: `It was probably signed with the wrong profile: delete ${shown(file)}, and let the ${en} sign again with its own (tongdui sign ${kind}). Only if its wallet is really another one now, its Bureau changes it.`,
        zh: `很可能用错了配置文件：请删除 ${shown(file)}，由该${zh}用自己的配置文件重新签署（tongdui sign ${kind}）。确已更换钱包的，才由所属区科技局变更登记。`,
      },
    },
  );
}

/** Whether something is only missing, and nothing is wrong. */
export function isIncomplete(error: TongduiError): boolean {
  return error.code === "SignatureMissing";
}
