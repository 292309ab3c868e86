import { getAddress, isAddress } from "ethers";
import { z } from "zod";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { signerAddress } from "./signerAddress.ts";

/** A schema's message holds one text; ours come in two languages, so they travel on two lines. */
const both = (en: string, zh: string): string => `${en}\n${zh}`;

const EITHER = both(
  'must be either {"keystore": FILE}, with "passwordFile" if wanted, or {"signer": ADDRESS, "account": ACCOUNT}',
  '应为 {"keystore": 文件}（可另加 "passwordFile"），或 {"signer": 地址, "account": 账户}',
);
const FILE = both("must be the name of a file", "应为文件名");
const ACCOUNT = both("must be an account such as 0x52908400…", "应为账户地址，例如 0x52908400…");

const fileName = z.string(FILE).min(1, FILE);

const keystoreSettings = z.strictObject({ keystore: fileName, passwordFile: fileName.optional() }, EITHER);

const signerSettings = z.strictObject(
  {
    signer: z.string(EITHER).superRefine((text, context) => {
      try {
        signerAddress(text);
      } catch (error) {
        if (!(error instanceof TongduiError)) throw error;
        const { en, zh } = error.sentence;
        context.addIssue({ code: "custom", message: both(en.replace(/\.$/, ""), zh.replace(/。$/, "")) });
      }
    }),
    account: z
      .string(ACCOUNT)
      .refine((text) => isAddress(text), ACCOUNT)
      .transform((text) => getAddress(text)),
  },
  EITHER,
);

/**
 * Which key a profile signs with: a keystore's file, or an account of an external signer, whose address may hold a user name and a
 * password and is as secret as they are.
 */
export const keySettings = z.union([keystoreSettings, signerSettings], EITHER);

export type KeySettings = z.infer<typeof keySettings>;
