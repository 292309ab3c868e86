/** Why a proposed provider is not countersigned. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { shown } from "../../client/files/secretFile.ts";
import type { Point } from "./inHand.ts";
import type { Meant } from "./party.ts";

export function nothingInHand({ written, standing }: Meant): TongduiError {
  return new TongduiError(
    "NothingInHand",
    {
      en: `This office has nothing in hand to compare the proposal of ${written} with.`,
      zh: `本单位没有可与 ${written} 的推荐内容核对的材料。`,
    },
    {
      hint: howHandedOver(standing.profile),
    },
  );
}

/** A table alone: the marks are those of the credit code and the controller, and nothing confirms the name. */
export function profileNotInHand({ written, standing }: Meant, name: string): TongduiError {
  return new TongduiError(
    "ProfileNotInHand",
    {
      en: `Nothing confirms that ${written} is named ${name}: the profile that the Operator committed to on the ledger is not in hand.`,
      zh: `无法确认 ${written} 的名称是否为“${name}”：本单位没有账本所对应的服务机构资料。`,
    },
    {
      hint: ((hint) => ({
        en: `${hint.en} To countersign without it, give --without-profile; the name is then not kept.`,
        zh: `${hint.zh}确需在没有资料的情况下会签的，请加 --without-profile，该名称不予保存。`,
      }))(howHandedOver(standing.profile)),
    },
  );
}

function howHandedOver(profile: string): Text {
  return {
    en: `The Operator writes the profile to a file with tongdui document export ${profile} --to FILE, and the controller's document likewise; here they are taken in with tongdui document import FILE.`,
    zh: `请运营机构用 tongdui document export ${profile} --to 文件 导出资料（实际控制人文件同样导出）并移交，本单位再用 tongdui document import 文件 导入。`,
  };
}

export function rowMissing({ written }: Meant, file: string): TongduiError {
  return new TongduiError(
    "RowMissing",
    {
      en: `No row of ${shown(file)} is ${written}: none of its credit codes gives the mark that was proposed.`,
      zh: `${shown(file)} 中没有 ${written}：其中各行的统一社会信用代码均与所推荐的查重码不符。`,
    },
    {
      hint: {
        en: "Ask the Operator for the table from which it was proposed; if that is this one, decline the proposal.",
        zh: "请向运营机构索取推荐时所用的名单；如确为此名单，请不予入库。",
      },
    },
  );
}

export function papersDiffer({ written }: Meant, points: readonly Point[]): TongduiError {
  const differing = points.filter(({ end }) => end === "differs").map(({ what }) => what);
  return new TongduiError(
    "PapersDiffer",
    {
      en: `${written} is not countersigned: the ledger and what is in hand differ in ${differing.map(({ en }) => en).join(", ")}.`,
      zh: `${written} 未会签：账本与手头材料在${differing.map(({ zh }) => zh).join("、")}上不一致。`,
    },
    {
      hint: {
        en: "Settle with the Operator which holds. A proposal that is wrong is declined and made anew.",
        zh: "请与运营机构核实。推荐内容有误的，应不予入库并重新推荐。",
      },
    },
  );
}
