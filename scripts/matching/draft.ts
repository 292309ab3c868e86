/** A demand or an offer as a person writes it down, before it is signed. */
import { ZeroHash } from "ethers";
import { z } from "zod";
import { lastValidSecond } from "../../client/days.ts";
import type { PostDraft } from "../../client/matching/draft.ts";
import { LONGEST, type PostKind } from "../../client/matching/texts.ts";
import { both } from "../../client/yaml/fields.ts";
import { day, hash, moment, provider, serviceClass } from "../orders/messages/fields.ts";
import { readFields } from "../orders/sources.ts";
import { enterprise, sought } from "./kinds.ts";

const filled = (most: number) => {
  const must = both({ en: `must be text of at most ${most} characters`, zh: `应为不超过 ${most} 字的文字` });
  return z.string(must).trim().min(1, must).max(most, must);
};

const common = {
  title: filled(LONGEST.title),
  serviceClass,
  /** Where a partner is sought; left out, anywhere. */
  district: sought,
  through: day,
  /** Until when it can be posted; left out, as long as it can be matched. */
  deadline: moment.optional(),
  /** For the matched party and the own district's office alone. */
  contact: z
    .strictObject({
      name: filled(LONGEST.contact).optional(),
      phone: filled(LONGEST.contact).optional(),
      mail: filled(LONGEST.contact).optional(),
    })
    .optional(),
  details: filled(LONGEST.details).optional(),
};

const SCHEMAS = {
  demand: z
    .strictObject({ file: z.literal("demand").optional(), enterprise, wanted: filled(LONGEST.text), ...common })
    .transform(({ enterprise: party, wanted: text, ...rest }) => ({ ...rest, party, text, answers: ZeroHash })),
  offer: z
    .strictObject({
      file: z.literal("offer").optional(),
      provider,
      /** The one demand that it answers; left out, it is to everybody. */
      demand: hash.default(ZeroHash),
      offered: filled(LONGEST.text),
      ...common,
    })
    .transform(({ provider: party, offered: text, demand: answers, ...rest }) => ({ ...rest, party, text, answers })),
};

/**
 * The same file says the same on whatever day it is read, so that it is signed once.
 *
 * @throws TongduiError as readFields.
 */
export async function readPostDraft(kind: PostKind, file: string): Promise<PostDraft> {
  const { deadline, ...draft } = await readFields<Written>(file, SCHEMAS[kind]);
  return { ...draft, deadline: deadline ?? BigInt(lastValidSecond(draft.through)) };
}

type Written = Omit<PostDraft, "deadline"> & { readonly deadline?: bigint | undefined };
