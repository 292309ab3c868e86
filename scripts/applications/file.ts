/** What somebody applies for, as they write it down: fields, and papers by their paths. */
import { statSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import {
  ADMISSION_PAPERS,
  MOST_PAPER_BYTES,
  MOST_PAPERS,
  VOUCHER_PAPERS,
  type AdmissionWanted,
  type PaperKind,
  type Wanted,
} from "../../client/applications.ts";
import { districtOf, formatEnterprise, formatProvider, parseEnterprise, parseProvider } from "../../client/ids.ts";
import type { Text } from "../../client/text/text.ts";
import { both, creditCode, list, parsed, whole, yuan } from "../../client/yaml/fields.ts";
import { readYaml } from "../../client/yaml/readYaml.ts";

export interface PaperNamed {
  readonly kind: PaperKind;
  /** As it is to be opened. */
  readonly file: string;
}

export interface Written<W> {
  readonly wanted: W;
  /** The enterprise; undefined where it is the account that applies. */
  readonly enterprise: string | undefined;
  /** Whose office it is handed in at, where the file says it. */
  readonly district: number | undefined;
  readonly papers: readonly PaperNamed[];
}

/** In one line, as an office takes it. */
const line = (most: number) => filled(most, /\p{Cc}/u, { en: "one line", zh: "一行文字" });
/** In several lines. */
const words = (most: number) => filled(most, /[\p{Cc}--[\n\t]]/v, { en: "text", zh: "文字" });

function filled(most: number, unfit: RegExp, what: Text) {
  const must = both({
    en: `must be ${what.en} of at most ${most} characters`,
    zh: `应为不超过 ${most} 字的${what.zh}`,
  });
  return z
    .string(must)
    .trim()
    .min(1, must)
    .max(most, must)
    .refine((text) => text.isWellFormed() && !unfit.test(text), must);
}

/** @param folder from which their paths go. */
function papers(folder: string, kinds: readonly [PaperKind, ...PaperKind[]]) {
  const kind = z.enum(
    kinds,
    both({ en: `must be one of ${kinds.join(", ")}`, zh: `应为以下之一：${kinds.join("、")}` }),
  );
  const file = z
    .string(both({ en: "must be the name of a file", zh: "应为文件名" }))
    .transform((name) => path.resolve(folder, name))
    .superRefine((name, context) => {
      const complaint = complaintOf(name);
      if (complaint) context.addIssue({ code: "custom", message: both(complaint) });
    });
  return list(z.strictObject({ kind, file }, NO_PAPER), 0, MOST_PAPERS).default([]);
}

/** What of it shows before it is opened. */
function complaintOf(file: string): Text | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) return { en: "is no file that is there", zh: "所指文件不存在" };
  if (found.size === 0) return { en: "is an empty file", zh: "所指文件为空" };
  if (found.size <= MOST_PAPER_BYTES) return undefined;
  const most = MOST_PAPER_BYTES / 1_048_576;
  return { en: `is a file of more than ${most} MiB`, zh: `所指文件超过 ${most} MiB` };
}

const NO_PAPER = both({ en: "must have kind and file", zh: "应有 kind 和 file" });

const enterprise = parsed({ en: "an enterprise such as 2-15", zh: "企业编号，例如 2-15" }, parseEnterprise);
const provider = parsed({ en: "a provider such as P2-1", zh: "服务机构编号，例如 P2-1" }, parseProvider);
const amount = yuan.refine((fen) => fen > 0n, both({ en: "must be more than nothing", zh: "应大于零" }));

/** An enterprise's for a voucher. @throws TongduiError as readYaml. */
export async function readApplication(file: string): Promise<Written<Wanted>> {
  const schema = z
    .strictObject({
      enterprise,
      program: whole(1, 65_535),
      serviceClass: whole(0, 255),
      contractValue: amount,
      amount,
      provider: provider.optional(),
      purpose: words(2_000),
      papers: papers(path.dirname(path.resolve(file)), VOUCHER_PAPERS),
    })
    .refine((fields) => fields.amount <= fields.contractValue, {
      path: ["amount"],
      message: both({ en: "must be no more than the value of the contract", zh: "不得高于合同金额" }),
    });
  const {
    enterprise: of,
    amount: face,
    contractValue,
    provider: partner,
    papers: added,
    ...rest
  } = await readYaml(file, schema);
  return {
    wanted: {
      ...rest,
      face: String(face),
      contractValue: String(contractValue),
      provider: partner === undefined ? null : formatProvider(partner),
    },
    enterprise: formatEnterprise(of),
    district: Number(districtOf(of)),
    papers: added,
  };
}

const CONTROLLER = both({
  en: "must be a credit code, an identity or passport number, since a name may be that of two people",
  zh: "应为统一社会信用代码、身份证号或护照号（姓名可能重名）",
});

/** An institution's for admission. @throws TongduiError as readYaml. */
export async function readAdmission(file: string): Promise<Written<AdmissionWanted>> {
  const schema = z.strictObject({
    name: line(200),
    englishName: line(200).optional(),
    creditCode,
    controller: line(40).refine((text) => /^[A-Z0-9()/-]{5,}$/i.test(text) && /\d/.test(text), CONTROLLER),
    address: line(300),
    serviceClasses: list(whole(0, 255), 1, 256),
    purpose: words(2_000),
    papers: papers(path.dirname(path.resolve(file)), ADMISSION_PAPERS),
  });
  const { englishName, papers: added, ...rest } = await readYaml(file, schema);
  return {
    wanted: { ...rest, englishName: englishName ?? null },
    enterprise: undefined,
    district: undefined,
    papers: added,
  };
}
