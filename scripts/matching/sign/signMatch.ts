/** `sign match`: as one of the two parties, by the demand and the offer, or by the file in which the other party has signed. */
import path from "node:path";
import { isHexString } from "ethers";
import type { Day } from "../../../client/days.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { readHash } from "../../orders/messages/fields.ts";
import { deadlineFrom } from "../../orders/moment.ts";
import { openDesk, type Desk, type SigningInput } from "../../orders/sign/signing.ts";
import { gatherAllMatch, type Read } from "../signature.ts";
import { signAllMatch, type ToSign } from "./signing.ts";

type MatchInput = SigningInput & {
  readonly files: string[];
  readonly demand: string | undefined;
  readonly offer: string | undefined;
  readonly through: Day | undefined;
};

/**
 * The second party signs the first one's file, so that both sign the same bytes.
 *
 * @throws TongduiError `MatchUnsaid`, `HashUnreadable`; as gatherAllMatch and signAllMatch.
 */
export async function signMatches(input: MatchInput, context: Context): Promise<Answer> {
  const desk = await openDesk(input, context);
  const { demand, offer, files } = input;
  if (demand === undefined && offer === undefined && files.length > 0) {
    const signed = await gatherAllMatch(files, desk.matching, ["match"]);
    const items = [...Map.groupBy(signed, ({ digest }) => digest).values()].flatMap(([first]) =>
      first ? [answering(first)] : [],
    );
    return signAllMatch(items, desk, input, context);
  }
  if (demand === undefined || offer === undefined || files.length > 0) throw matchUnsaid();
  const [sought, offered] = [await postOf(demand, "demand", desk), await postOf(offer, "offer", desk)];
  const item: ToSign<"match"> = {
    kind: "match",
    message: { demand: sought.id, offer: offered.id, deadline: deadlineFrom(input.through, context.now()) },
    beside: {
      ...(sought.title === undefined ? {} : { demandTitle: sought.title }),
      ...(offered.title === undefined ? {} : { offerTitle: offered.title }),
    },
    folder: sought.folder,
  };
  return signAllMatch([item], desk, input, context);
}

function answering({ message, beside, signer, file }: Read<"match">): ToSign<"match"> {
  return { kind: "match", message, beside, folder: path.dirname(file), other: { signer, isNamed: true } };
}

interface Post {
  readonly id: string;
  readonly title: string | undefined;
  readonly folder: string;
}

/** By its number, or by a file in which it was signed. */
async function postOf(typed: string, kind: "demand" | "offer", desk: Desk): Promise<Post> {
  if (isHexString(typed)) return { id: readHash(typed), title: undefined, folder: "." };
  const [signed] = await gatherAllMatch([typed], desk.matching, [kind]);
  if (!signed) throw matchUnsaid();
  return { id: signed.digest, title: signed.beside.title, folder: path.dirname(signed.file) };
}

function matchUnsaid(): TongduiError {
  return new TongduiError(
    "MatchUnsaid",
    {
      en: "A match is of one demand and one offer, or it is the other party's file.",
      zh: "请指明一项需求和一项供给，或提供对方已签的对接文件。",
    },
    {
      hint: {
        en: "Either --demand and --offer, each with a number or a signature's file, or the file in which the other party signed the match.",
        zh: "用 --demand 和 --offer 分别给出编号或签名文件；或直接给出对方已签的对接文件。",
      },
    },
  );
}
