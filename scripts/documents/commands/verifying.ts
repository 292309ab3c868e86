import { isoOfDay } from "../../../client/days.ts";
import type { Text } from "../../../client/text/text.ts";
import { reading } from "../../chain/reading.ts";
import type { Answer, Data, Part } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { EXIT, type ExitCode } from "../../cli/exit.ts";
import { shown } from "../../../client/files/secretFile.ts";
import { readProfile } from "../../profile/profile.ts";
import { checkFiles, type FilesChecked } from "../attachments.ts";
import { placesOf, type Place } from "../onLedger.ts";
import { readDocument } from "../readDocument.ts";
import { DocumentStore } from "../store.ts";
import { isOf, verifyAgainst, verifyAmongAll, verifyHandedOver, type Verdict } from "../verify.ts";
import { handedOverIn, readHandedOver } from "./handing.ts";
import { erasedOn, headOf } from "./words.ts";

export interface Verifying {
  /** A document, or one with its salt from another office. */
  readonly file: string;
  readonly commitment: string | undefined;
  /** A document with its salt from another office, whose salt is tried. */
  readonly saltFrom: string | undefined;
  /** Files that the document refers to. */
  readonly files: readonly string[];
  readonly onLedger: boolean;
}

/**
 * Says whether a document opens a commitment, whether files are those that it refers to, and where the ledger has it.
 *
 * @throws TongduiError as readDocument, readHandedOver, DocumentStore, reading.
 */
export async function verifyDocument(input: Verifying, context: Context): Promise<Answer> {
  const verdicts = await verdictsOn(input, context);
  const parts: Part[] = [];
  const data: Data[] = [];
  const exits: ExitCode[] = [];
  for (const verdict of verdicts) {
    const files = "kept" in verdict ? await checkFiles(verdict.kept.document, input.files) : undefined;
    const places =
      input.onLedger && verdict.commitment !== undefined ? await search(verdict.commitment, context) : null;
    parts.push(...said(verdict), ...(files ? saidOfFiles(files) : []), ...(places ? [saidOfPlaces(places)] : []));
    data.push(dataOf(verdict, files, places));
    exits.push(exitOf(verdict, files, places));
  }
  return { data: { verdicts: data }, parts, exit: exits.find((exit) => exit !== EXIT.done) ?? EXIT.done };
}

async function verdictsOn({ file, commitment, saltFrom }: Verifying, context: Context): Promise<Verdict[]> {
  const handedOver = await handedOverIn(file);
  if (handedOver) return [verifyHandedOver(handedOver, commitment)];
  const source = await readDocument(file);
  if (saltFrom !== undefined) {
    const salted = await readHandedOver(saltFrom);
    const wanted = commitment ?? salted.commitment;
    const differs = { verdict: "differs", commitment: wanted, kept: salted } as const;
    return [isOf(salted, source) ? verifyHandedOver(salted, wanted) : differs];
  }
  const store = await DocumentStore.open((await readProfile(context.profile)).documents);
  return commitment === undefined ? verifyAmongAll(store, source) : [await verifyAgainst(store, source, commitment)];
}

async function search(commitment: string, context: Context): Promise<Place[]> {
  return reading(context, async (open) => placesOf(open, commitment));
}

function said(verdict: Verdict): Part[] {
  switch (verdict.verdict) {
    case "opens":
      return [
        {
          en: `✓ The document opens the commitment ${verdict.commitment}`,
          zh: `✓ 文件与承诺值相符：${verdict.commitment}`,
        },
        headOf(verdict.kept),
      ];
    case "differs":
      return [
        {
          en: `✗ The commitment ${verdict.commitment} is of another document.`,
          zh: `✗ 文件与承诺值 ${verdict.commitment} 不符。`,
        },
      ];
    case "erased":
      return [headOf(verdict.left), erasedOn(verdict.left)];
    case "unknown":
      return [unknown(verdict.commitment)];
  }
}

function unknown(commitment: string | undefined): Text {
  if (commitment === undefined) {
    return {
      en: "No commitment of this office's store is of this document. If another office made it, give --salt-from FILE.",
      zh: "本单位的文件库中没有与该文件相符的承诺值。如由其他单位出具，请用 --salt-from FILE 提供其盐值。",
    };
  }
  return {
    en: `This office has no salt for the commitment ${commitment}. Ask the office that made it, and give --salt-from FILE.`,
    zh: `本单位没有承诺值 ${commitment} 的盐值。请向出具单位索取，并用 --salt-from FILE 提供。`,
  };
}

function saidOfFiles({ right, foreign, absent }: FilesChecked): Text[] {
  return [
    ...right.map((file) => ({ en: `✓ ${shown(file)} is a file of it.`, zh: `✓ ${shown(file)} 是其附件。` })),
    ...foreign.map((file) => ({
      en: `✗ ${shown(file)} is not a file of it, or was changed.`,
      zh: `✗ ${shown(file)} 不是其附件，或已被改动。`,
    })),
    ...absent.map(({ name, sha256 }) => ({
      en: `· ${name === "" ? sha256 : name}: the document refers to it; it was not checked.`,
      zh: `· ${name === "" ? sha256 : name}：文件引用了该附件，本次未核对。`,
    })),
  ];
}

function saidOfPlaces(places: readonly Place[]): Part {
  if (places.length === 0) return { en: "✗ The ledger has it nowhere.", zh: "✗ 账本上没有该承诺值。" };
  return {
    title: { en: "On the ledger:", zh: "账本上的记录：" },
    head: [
      { en: "Day", zh: "日期" },
      { en: "What", zh: "事项" },
      { en: "About", zh: "对象" },
      { en: "Block", zh: "区块" },
      { en: "Transaction", zh: "交易" },
    ],
    rows: places.map(({ day, what, about, block, transaction }) => [
      isoOfDay(day),
      what,
      about,
      String(block),
      transaction,
    ]),
    figures: [3],
  };
}

function dataOf(verdict: Verdict, files: FilesChecked | undefined, places: readonly Place[] | null): Data {
  const about = "kept" in verdict ? verdict.kept : "left" in verdict ? verdict.left : undefined;
  return {
    verdict: verdict.verdict,
    commitment: verdict.commitment ?? null,
    purpose: about?.purpose ?? null,
    subject: about?.subject ?? null,
    made: about?.made ?? null,
    erased: "left" in verdict ? verdict.left.erased : null,
    files: files
      ? { ...files, absent: files.absent.map(({ name, sha256 }) => ({ name, sha256 })) }
      : { right: [], foreign: [], absent: [] },
    onLedger:
      places?.map(({ day, event, about: subject, block, transaction }) => ({
        day: isoOfDay(day),
        event,
        about: subject,
        block,
        transaction,
      })) ?? null,
  };
}

function exitOf(verdict: Verdict, files: FilesChecked | undefined, places: readonly Place[] | null): ExitCode {
  if (verdict.verdict === "erased" || verdict.verdict === "unknown") return EXIT.mendable;
  const isRight = verdict.verdict === "opens" && files?.foreign.length === 0 && places?.length !== 0;
  return isRight ? EXIT.done : EXIT.difference;
}
