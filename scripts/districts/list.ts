import type { Text } from "../../client/text/text.ts";
import { reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { administratorOf } from "../safe/administrator.ts";
import { districtsOf } from "./names.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";

/** Lists the districts, each with the Safe that is its administrator. */
export async function listDistricts(_: object, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const districts = await districtsOf(open);
    const safes = await Promise.all(
      districts.map(async ({ number }) =>
        administratorOf(open, number).catch((error: unknown) => {
          if (error instanceof TongduiError && error.code === "AdministratorUnknown") return null;
          throw error;
        }),
      ),
    );
    return {
      data: districts.map(({ number, name, profile, isRetired }, i) => ({
        district: number,
        name,
        state: isRetired ? "retired" : "active",
        profile,
        safe: safes[i] ?? null,
      })),
      parts: [
        {
          head: [
            { en: "No.", zh: "编号" },
            { en: "District", zh: "区" },
            { en: "State", zh: "状态" },
            { en: "Safe", zh: "多签账户" },
            { en: "Commitment of its profile", zh: "资料承诺值" },
          ],
          rows: districts.map(({ number, name, profile, isRetired }, i) => [
            String(number),
            name,
            isRetired ? RETIRED : ACTIVE,
            safes[i] ?? NOT_IN_FILE,
            profile,
          ]),
          figures: [0],
        },
      ],
    };
  });
}

const ACTIVE: Text = { en: "active", zh: "正常" };
const RETIRED: Text = { en: "retired", zh: "已退出" };
const NOT_IN_FILE: Text = { en: "not in the deployment's file", zh: "部署文件中没有" };
