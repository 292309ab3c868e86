import { getAddress, hexlify, isAddress, toUtf8Bytes, toUtf8String, zeroPadBytes, ZeroAddress } from "ethers";
import { z } from "zod";
import { TongduiError } from "../errors/tongduiError.ts";

/** The key under which a deployment keeps the consortium's own Safe; no district may be called so. */
export const CONSORTIUM_KEY = "consortium";

/** A district's name fills at most one word on the ledger. */
const NAME_BYTES = 32;

/** A schema's message holds one text; ours come in two languages, so they travel on two lines. */
const both = (en: string, zh: string): string => `${en}\n${zh}`;

export const addressSchema = z
  .string()
  .refine(
    (text) => isAddress(text) && text.startsWith("0x") && text !== ZeroAddress,
    both("an address was expected", "应为账户地址"),
  )
  .transform((text) => getAddress(text));

export const bytes32Schema = z
  .string()
  .regex(
    /^0x[0-9a-f]{64}$/,
    both("32 bytes as 0x and 64 lower-case digits were expected", "应为 0x 加 64 位小写十六进制字符"),
  );

const days = z.number().int().min(0).max(255);

const district = z.object({
  /** Short name in files and commands. */
  key: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{0,19}$/,
      both("a key is 1 to 20 lower-case letters, digits and hyphens", "应为 1 至 20 位小写字母、数字或连字符"),
    )
    .refine(
      (key) => key !== CONSORTIUM_KEY,
      both(`"${CONSORTIUM_KEY}" is kept for the consortium's Safe`, `“${CONSORTIUM_KEY}”保留给联盟的多签账户`),
    ),
  /** Public name of the authority, as pictures and pages show it. */
  name: z
    .string()
    .min(1)
    // What Districts refuses, found before anything is sent.
    .regex(
      /^[^\p{Cc}"&'<>\\]*$/u,
      both("a name has no control characters and none of \" & ' < > \\", "名称不得含控制字符及 \" & ' < > \\"),
    )
    .refine(
      (name) => toUtf8Bytes(name).length <= NAME_BYTES,
      both(`a name has at most ${NAME_BYTES} bytes`, `名称最多 ${NAME_BYTES} 字节（汉字每字 3 字节）`),
    ),
  /** Commitment of the district's public profile. */
  profile: bytes32Schema,
  /** Owners of the district's Safe. */
  officials: z.array(addressSchema).min(1),
  /** How many of the officials must sign: more than half. */
  threshold: z.number().int(),
});

/** What is to be deployed. Nothing in it is secret; it becomes part of the deployment's file. */
export const planSchema = z
  .object({
    network: z
      .string()
      .regex(
        /^[a-z0-9][a-z0-9-]*$/,
        both("a network's name is lower-case letters, digits and hyphens", "网络名称应为小写字母、数字或连字符"),
      ),
    /** Made at random once for each edition; it is part of every code and of every signed message. */
    salt: bytes32Schema,
    /** The edition before this one, or null in the first. */
    predecessor: addressSchema.nullable().default(null),
    settings: z.object({
      admissionNoticeFloor: days,
      admissionNoticeCeiling: days,
      admissionResolveDays: days,
      rotationDays: days,
    }),
    /** Days until a granted role counts. */
    grantDelayDays: z.number().int().min(1).max(30),
    /** In the order of their numbers on the ledger, from 1. */
    districts: z.array(district).min(1),
    /** How many of the districts' Safes must sign for the consortium: more than half. */
    consortium: z.object({ threshold: z.number().int() }),
    operator: addressSchema,
    auditor: addressSchema,
  })
  .superRefine((plan, context) => {
    const refuse = (message: string, ...path: (string | number)[]) =>
      context.addIssue({ code: "custom", message, path });
    const wrongThreshold = (threshold: number, owners: number) => 2 * threshold <= owners || threshold > owners;

    plan.districts.forEach(({ threshold, officials }, i) => {
      if (wrongThreshold(threshold, officials.length))
        refuse(
          both("more than half of the officials, and no more than all", "应超过官员人数的一半，且不超过总人数"),
          "districts",
          i,
          "threshold",
        );
    });
    if (wrongThreshold(plan.consortium.threshold, plan.districts.length)) {
      refuse(
        both("more than half of the districts, and no more than all", "应超过成员区数的一半，且不超过总数"),
        "consortium",
        "threshold",
      );
    }
    const { admissionNoticeFloor, admissionNoticeCeiling, rotationDays } = plan.settings;
    if (admissionNoticeFloor > admissionNoticeCeiling) {
      refuse(
        both("the ceiling is not below the floor: no notice would fit", "上限不得小于下限，否则无法公示"),
        "settings",
        "admissionNoticeCeiling",
      );
    }
    if (rotationDays === 0)
      refuse(both("a new wallet waits for at least a day", "新钱包至少等待一天"), "settings", "rotationDays");
    if (hasTwins(plan.districts.map(({ key }) => key)))
      refuse(both("two districts have one key", "两个区的代号相同"), "districts");
    // One person in two Safes, or in a Safe and at the Operator's desk, would be two of the people that the rules tell apart.
    const people = [...plan.districts.flatMap(({ officials }) => officials), plan.operator, plan.auditor];
    if (hasTwins(people))
      refuse(
        both("officials, Operator and Auditor are different accounts", "官员、运营机构、审计机构须为不同账户"),
        "districts",
      );
  });

export type DeploymentPlan = z.infer<typeof planSchema>;
export type PlannedDistrict = DeploymentPlan["districts"][number];

/**
 * Reads a plan, from a JSON file for instance.
 *
 * @throws TongduiError `PlanInvalid`, naming the first place that is wrong.
 */
export function parsePlan(value: unknown): DeploymentPlan {
  const result = planSchema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.join(".") ?? "";
  const [en = "", zh = en] = (issue?.message ?? "").split("\n");
  throw new TongduiError("PlanInvalid", {
    en: `The deployment plan is wrong at "${place}": ${en}.`,
    zh: `部署方案在“${place}”处有误：${zh}。`,
  });
}

/** A district's name as the ledger keeps it: UTF-8, padded with zero bytes. */
export function encodeDistrictName(name: string): string {
  return hexlify(zeroPadBytes(toUtf8Bytes(name), NAME_BYTES));
}

/** A district's name from the word that the ledger keeps. */
export function decodeDistrictName(word: string): string {
  return toUtf8String(word.replace(/(00)+$/, ""));
}

function hasTwins(values: readonly string[]): boolean {
  return new Set(values).size !== values.length;
}
