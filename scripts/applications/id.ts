import { z } from "zod";
import { TongduiError } from "../../client/errors/tongduiError.ts";

const form = z.uuid();

/** An application's id, as it is typed. @throws TongduiError `IdUnreadable`. */
export function applicationId(typed: string): string {
  const { success, data } = form.safeParse(typed.trim().toLowerCase());
  if (success) return data;
  throw new TongduiError(
    "IdUnreadable",
    { en: `"${typed}" is not an application's id.`, zh: `“${typed}”不是申请编号。` },
    {
      hint: {
        en: "It has 32 digits in five groups, as the list of applications shows it.",
        zh: "编号为 32 位，分五组，见申请列表。",
      },
    },
  );
}
