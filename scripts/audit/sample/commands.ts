/** `tongdui audit commit`, `draw` and `check`: committing to a sample, drawing it, and drawing it again as anyone can. */
import path from "node:path";
import { newSalt } from "../../../client/documents/commitment.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { Text } from "../../../client/text/text.ts";
import { formatRate } from "../../../client/money.ts";
import { reading } from "../../chain/reading.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { EXIT } from "../../cli/exit.ts";
import { Directory } from "../../registers/directory.ts";
import { giveReport } from "../../reports/give.ts";
import { tableFile, type Output } from "../../reports/tableFile.ts";
import type { Choice } from "./choose.ts";
import { COMMITMENT_KIND, commitmentText, commitTo, parseCommitment } from "./commitment.ts";
import { demandOver, draw, ledgerOf } from "./draw.ts";
import { keepPublished, keepSecret, placesOf, readSecret } from "./files.ts";
import type { HalfYear } from "./halfYear.ts";
import { readPublished } from "./published.ts";
import { differencesBetween, parseSample, sampleOf, sampleText } from "./sample.ts";
import { SAMPLE, sampleRows } from "./sheet.ts";

/** Makes a secret, keeps it, and writes the commitment that is to be published. */
export async function commitSample(
  input: { readonly halfYear: HalfYear; readonly share: number; readonly ahead: number; readonly blocks: number },
  context: Context,
): Promise<Answer> {
  return reading(context, async (open) => {
    const { halfYear, share, ahead } = input;
    const latest = await open.nodes.getBlock("latest");
    if (!latest?.hash) throw new Error("The node has no latest block.");
    demandOver(halfYear, latest.timestamp);
    const blocks = Array.from({ length: input.blocks }, (_, i) => latest.number + ahead + i);
    const places = placesOf(open.profile.folder, halfYear.name);
    const terms = {
      kind: COMMITMENT_KIND,
      ledger: ledgerOf(open),
      halfYear: halfYear.name,
      share,
      madeAfter: { number: latest.number, hash: latest.hash },
      blocks,
    } as const;
    if (context.dryRun)
      return { data: { halfYear: halfYear.name, share, blocks, commitment: null }, parts: [would(blocks)] };

    // The secret is on the disk before anybody can know of the commitment.
    const secret = await keepSecret(places, newSalt());
    const commitment = commitTo(terms, secret);
    await keepPublished(places.commitment, commitmentText(commitment));
    return {
      data: {
        halfYear: halfYear.name,
        share,
        blocks,
        commitment: commitment.commitment,
        file: places.commitment,
        secretFile: places.secret,
      },
      parts: [
        ...committed(commitment.commitment, halfYear.name, share, blocks),
        ...whatToDo(places, blocks, latest.number),
      ],
    };
  });
}

export interface DrawInput extends Output {
  readonly halfYear: HalfYear;
}

/** Draws the sample, and writes what is to be published and the table. */
export async function drawSample({ halfYear, ...output }: DrawInput, context: Context): Promise<Answer> {
  const out = context.dryRun ? undefined : await tableFile(output);
  return reading(context, async (open) => {
    const places = placesOf(open.profile.folder, halfYear.name);
    const commitment = parseCommitment(await readPublished(places.commitment), places.commitment);
    const secret = await readSecret(places);
    const drawn = await draw(open, commitment, secret);
    const { choice, state } = drawn;
    const sample = sampleOf(commitment, secret, drawn.blockHashes, choice);
    if (!context.dryRun) await keepPublished(places.sample, sampleText(sample));
    const directory = await Directory.open(open);
    const rows = sampleRows(choice.chosen, state, (register, id) => directory.byId(register, id)?.name);
    return giveReport(
      {
        sheet: SAMPLE,
        lines: rows.map((cells) => ({ cells })),
        about: { en: halfYear.name, zh: halfYear.name },
        remarks: [summary(choice, commitment.share), context.dryRun ? NOTHING_WRITTEN : toPublish(places.sample)],
        facts: {
          redeemed: choice.redeemed,
          drawn: choice.drawn,
          flagged: choice.flagged,
          published: context.dryRun ? null : places.sample,
        },
      },
      drawn,
      out,
      context,
    );
  });
}

/** Draws a published sample again, and holds the two against each other. */
export async function checkSample(
  { commitment: commitmentFile, sample: sampleFile }: { readonly commitment: string; readonly sample: string },
  context: Context,
): Promise<Answer> {
  const commitment = parseCommitment(await readPublished(commitmentFile), commitmentFile);
  const published = parseSample(await readPublished(sampleFile), sampleFile);
  if (published.commitment !== commitment.commitment) throw ofOther(sampleFile, commitmentFile);
  return reading(context, async (open) => {
    const { choice, blockHashes } = await draw(open, commitment, published.secret);
    const differences = differencesBetween(published, sampleOf(commitment, published.secret, blockHashes, choice));
    const { redeemed, drawn, flagged, chosen } = choice;
    const data = { same: differences.length === 0, redeemed, drawn, flagged, chosen: chosen.length };
    if (differences.length === 0) {
      return { data: { ...data, differences: [] }, parts: [summary(choice, commitment.share), SAME] };
    }
    return {
      data: { ...data, differences: differences.map((difference) => ({ ...difference })) },
      parts: [
        ...differences.map(({ en, zh }) => ({ en: `  · ${en}`, zh: `  · ${zh}` })),
        summary(choice, commitment.share),
        differs(differences.length),
      ],
      exit: EXIT.difference,
    };
  });
}

function would(blocks: readonly number[]): Text {
  const [said, saidZh] = [blocks.join(", "), blocks.join("、")];
  return {
    en: `A secret would be made, and blocks ${said} named. Nothing was written.`,
    zh: `将生成密值，并指定区块 ${saidZh}。未写入任何文件。`,
  };
}

function toPublish(file: string): Text {
  return {
    en: `Publish ${file}: with it anyone can draw the sample again. The secret in it is no longer one.`,
    zh: `请公布 ${file}，任何人均可据此重新抽取样本。其中的密值自此公开。`,
  };
}

const NOTHING_WRITTEN: Text = { en: "Nothing was written.", zh: "未写入任何文件。" };

function committed(commitment: string, halfYear: string, share: number, blocks: readonly number[]): Text[] {
  const rate = formatRate(share);
  return [
    {
      en: `Commitment ${commitment} to a sample of ${rate} of the orders redeemed in ${halfYear}, and all flagged ones.`,
      zh: `${halfYear} 审计样本的承诺值：${commitment}。抽样比例为该半年度核销订单的 ${rate}，另加全部重点关注订单。`,
    },
    {
      en: `The hashes of blocks ${blocks.join(", ")} will decide with the secret.`,
      zh: `样本由密值与区块 ${blocks.join("、")} 的哈希共同决定。`,
    },
  ];
}

function whatToDo(places: ReturnType<typeof placesOf>, blocks: readonly number[], height: number): Text[] {
  return [
    {
      en: `Publish ${places.commitment} before block ${blocks[0] ?? 0} is there; the chain is at block ${height}.`,
      zh: `请在区块 ${blocks[0] ?? 0} 产生之前公布 ${places.commitment}，目前链高为 ${height}。`,
    },
    {
      en: `The secret is in ${path.basename(places.secret)} beside it. Keep it to yourself until the sample is drawn: tongdui audit draw.`,
      zh: `密值保存在同一文件夹的 ${path.basename(places.secret)} 中。抽样（tongdui audit draw）之前请勿示人。`,
    },
  ];
}

function summary({ redeemed, drawn, flagged, chosen }: Choice, share: number): Text {
  return {
    en: `${drawn} of ${redeemed} orders redeemed in the half-year are drawn (${formatRate(share)}, rounded up), ${flagged} are flagged: ${chosen.length} in the sample.`,
    zh: `该半年度核销订单 ${redeemed} 个，抽中 ${drawn} 个（${formatRate(share)}，向上取整），重点关注 ${flagged} 个，样本共 ${chosen.length} 个。`,
  };
}

const SAME: Text = {
  en: "This is the sample that secret and blocks make. That the commitment was there before the blocks were, only your own copy of it shows.",
  zh: "样本与密值、区块哈希推算的结果一致。承诺是否早于区块作出，须以您自行留存的承诺文件为准。",
};

function differs(count: number): Text {
  return {
    en: `This is NOT the sample that secret and blocks make: ${count} difference${count === 1 ? "" : "s"}.`,
    zh: `样本与密值、区块哈希推算的结果不符，共 ${count} 处差异。`,
  };
}

function ofOther(sample: string, commitment: string): TongduiError {
  return new TongduiError("SampleOfOther", {
    en: `${sample} does not belong to the commitment in ${commitment}.`,
    zh: `${sample} 与 ${commitment} 中的承诺不对应。`,
  });
}
