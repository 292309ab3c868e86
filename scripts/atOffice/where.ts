/** Which office is asked: through which portal, and of which district. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { dutiesOf } from "../../client/duties.ts";
import { reading } from "../chain/reading.ts";
import type { Context } from "../cli/context.ts";
import { accountOf } from "../keys/account.ts";
import type { KeySettings } from "../keys/settings.ts";
import type { Profile } from "../profile/profile.ts";
import { isPrivateLine } from "./portalAddress.ts";

/** As it was typed. */
export interface Where {
  /** The portal's origin. */
  readonly portal: string | undefined;
  readonly district: number | undefined;
}

/** The portal's origin. @throws TongduiError `UsageWrong` where nobody says it. */
export function portalOf(typed: string | undefined, { portal }: Pick<Profile, "portal">): string {
  const found = typed ?? portal;
  if (found !== undefined) return found;
  throw new TongduiError(
    "UsageWrong",
    { en: "Say where the portal is: --portal ADDRESS.", zh: "请用 --portal 指定门户网站地址。" },
    {
      hint: {
        en: 'Or write it into the profile, as in "portal": "https://voucher.example.org".',
        zh: '也可写入配置文件，例如 "portal": "https://voucher.example.org"。',
      },
    },
  );
}

/** As {@link portalOf}, for whoever signs in there. @throws TongduiError `PortalLineOpen` for an open line to another machine. */
export function sealedPortalOf(typed: string | undefined, profile: Pick<Profile, "portal">): string {
  const portal = portalOf(typed, profile);
  if (isPrivateLine(portal)) return portal;
  throw new TongduiError(
    "PortalLineOpen",
    {
      en: `The line to ${portal} is not enciphered: whoever listens could act in your name.`,
      zh: `与 ${portal} 的连接未加密，他人可能冒用您的身份。`,
    },
    { hint: { en: "Use the portal's https address.", zh: "请使用门户网站的 https 地址。" } },
  );
}

/**
 * The district whose office is meant: as typed, as the profile says, or the only one in which the account holds a duty.
 *
 * @throws TongduiError `DistrictOpen`; as reading.
 */
export async function districtAsked(
  typed: number | undefined,
  { district }: Pick<Profile, "district">,
  key: KeySettings,
  context: Context,
): Promise<number> {
  const said = typed ?? district;
  if (said !== undefined) return said;
  const held = await reading(context, async (open) => dutiesOf(open, await accountOf(key)));
  const [first, ...others] = new Set(held.map((one) => one.district));
  if (first !== undefined && first !== 0 && others.length === 0) return first;
  throw new TongduiError(
    "DistrictOpen",
    { en: "It is open which district's office is asked.", zh: "尚不明确向哪个区的办公系统办理。" },
    {
      hint: {
        en: 'Say it with --district, or write it into the profile, as in "district": 2.',
        zh: '请用 --district 指定，或写入配置文件，例如 "district": 2。',
      },
    },
  );
}
