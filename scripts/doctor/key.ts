/** The profile's key: whether it is there, and what it may do. */
import { roleOf } from "../../client/ids.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Ledger } from "../../client/ledger.ts";
import { roleText } from "../../client/text/ids.ts";
import { accountOf } from "../keys/account.ts";
import { openSigner } from "../keys/openSigner.ts";
import type { Profile } from "../profile/profile.ts";
import { dutiesOf } from "../../client/duties.ts";
import { wrongBy } from "./files.ts";
import { same, type Finding } from "./finding.ts";

const KEY = { en: "key", zh: "密钥" };

/** @param ledger null where no node answers. A keystore is not opened, so no password is asked. */
export async function lookAtKey({ key }: Profile, ledger: Ledger | null): Promise<Finding[]> {
  if (!key) return [{ state: "told", subject: KEY, found: NO_KEY }];
  try {
    const account = await accountOf(key);
    if ("signer" in key) await openSigner(key, { askSecret: async () => Promise.resolve("") });
    const found: Finding = { state: "right", subject: KEY, found: same(account) };
    return ledger ? [found, await dutiesFinding(ledger, account)] : [found];
  } catch (error) {
    if (!(error instanceof TongduiError)) throw error;
    return [wrongBy(KEY, error)];
  }
}

async function dutiesFinding(ledger: Ledger, account: string): Promise<Finding> {
  const subject = { en: "what this key may do", zh: "该密钥的权限" };
  const roles = (await dutiesOf({ ledger }, account)).map(({ district, duty }) => roleOf(district, duty));
  if (roles.length === 0) return { state: "told", subject, found: NO_DUTY };
  return {
    state: "right",
    subject,
    found: {
      en: roles.map((role) => roleText(role, "en")).join(", "),
      zh: roles.map((role) => roleText(role, "zh")).join("、"),
    },
  };
}

const NO_KEY = { en: "none: this profile reads and does not send", zh: "未指定：本配置只能查询，不能发送" };
const NO_DUTY = { en: "only what anyone can: it holds no duty", zh: "无职责，只能办理任何人均可办理的事项" };
