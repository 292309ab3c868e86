import { mebibytes } from "./files.ts";

/** What can be wrong with a trust root, and with a proof's choice of one. */
export const ABOUT_TRUST_ROOTS = {
  TrustRootTooLarge: (limit: number) => ({
    en: `The trust root is larger than ${mebibytes(limit)}; no trust root is.`,
    zh: `信任根文件超过 ${mebibytes(limit)}，信任根不会有这么大。`,
  }),
  NotATrustRoot: () => ({
    en: "The file is not a trust root of Tongdui.",
    zh: "该文件不是通兑的信任根。",
  }),
  TrustRootMisshapen: (place: string) => ({
    en: `The trust root does not have the form of one: ${place} is not as it must be.`,
    zh: `信任根的格式不对：${place} 不符合要求。`,
  }),
  TrustRootNotCanonical: () => ({
    en: "The trust root says the same in other characters than a trust root is written in.",
    zh: "信任根的写法不是规定的写法。",
  }),
  TrustRootUnknown: (hash: string) => ({
    en: `The proof was made under the trust root ${hash}, which is neither yours nor one that came before yours. The proof may be newer than your trust root or of another ledger, or your trust root was altered. Take the newest one from a district's own site, compare its hash, and check again.`,
    zh: `该证明依据信任根 ${hash} 制作，它既不是您所持的信任根，也不是其前序信任根。可能是该证明比您的信任根新，或属于另一账本，也可能是您的信任根被改动过。请从区的官方网站取得最新的信任根，核对其哈希值后重新核验。`,
  }),
  EditionUnknown: (address: string) => ({
    en: `The proof is about the contract ${address}, which is no edition of the ledger that the trust root names.`,
    zh: `该证明所涉合约 ${address} 不是信任根所列的任何账本版次。`,
  }),
  SuccessionBroken: (number: number, en: string, zh: string) => ({
    en: `Trust root ${number} does not follow from the one before it: ${en}.`,
    zh: `信任根 ${number} 不能承接前一个信任根：${zh}。`,
  }),
  SuccessionSignatureUnreadable: (number: number, index: number) => ({
    en: `Signature ${index + 1} of trust root ${number} is no signature.`,
    zh: `信任根 ${number} 的第 ${index + 1} 个签名无效。`,
  }),
  SuccessionSignedByStranger: (number: number, index: number, address: string) => ({
    en: `Signature ${index + 1} of trust root ${number} is by ${address}, which is no validator of the trust root before it.`,
    zh: `信任根 ${number} 的第 ${index + 1} 个签名出自 ${address}，它不是前一个信任根的验证节点。`,
  }),
  SuccessionSignedTwice: (number: number, index: number, address: string) => ({
    en: `Signature ${index + 1} of trust root ${number} is a second one by the validator ${address}.`,
    zh: `信任根 ${number} 的第 ${index + 1} 个签名是验证节点 ${address} 的重复签名。`,
  }),
  SuccessionTooFewSignatures: (number: number, signed: number, needed: number, of: number) => ({
    en: `Trust root ${number} is signed by ${signed} of the ${of} validators before it; at least ${needed} are needed.`,
    zh: `信任根 ${number} 只有此前 ${of} 个验证节点中的 ${signed} 个签名，至少需要 ${needed} 个。`,
  }),
};
