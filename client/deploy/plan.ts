import { getAddress, hexlify, isAddress, toUtf8Bytes, zeroPadBytes, ZeroAddress } from "ethers";
import { z } from "zod";
import { TongduiError } from "../errors/tongduiError.ts";

/** The key under which a deployment keeps the consortium's own Safe; no district may be called so. */
export const CONSORTIUM_KEY = "consortium";

/** A district's name fills at most one word on the ledger. */
const NAME_BYTES = 32;

export const addressSchema = z
  .string()
  .refine((text) => isAddress(text) && text.startsWith("0x") && text !== ZeroAddress, "an address was expected")
  .transform((text) => getAddress(text));

export const bytes32Schema = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/, "32 bytes as 0x and 64 lower-case digits were expected");

const days = z.number().int().min(0).max(255);

const district = z.object({
  /** Short name in files and commands. */
  key: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,19}$/, "a key is 1 to 20 lower-case letters, digits and hyphens")
    .refine((key) => key !== CONSORTIUM_KEY, `"${CONSORTIUM_KEY}" is kept for the consortium's Safe`),
  /** Public name of the authority, as pictures and pages show it. */
  name: z
    .string()
    .min(1)
    // What Districts refuses, found before anything is sent.
    .regex(/^[^\p{Cc}"&'<>\\]*$/u, "a name has no control characters and none of \" & ' < > \\")
    .refine((name) => toUtf8Bytes(name).length <= NAME_BYTES, `a name has at most ${NAME_BYTES} bytes`),
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
    network: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "a network's name is lower-case letters, digits and hyphens"),
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
        refuse("more than half of the officials, and no more than all", "districts", i, "threshold");
    });
    if (wrongThreshold(plan.consortium.threshold, plan.districts.length)) {
      refuse("more than half of the districts, and no more than all", "consortium", "threshold");
    }
    const { admissionNoticeFloor, admissionNoticeCeiling, rotationDays } = plan.settings;
    if (admissionNoticeFloor > admissionNoticeCeiling) {
      refuse("the ceiling is not below the floor: no notice would fit", "settings", "admissionNoticeCeiling");
    }
    if (rotationDays === 0) refuse("a new wallet waits for at least a day", "settings", "rotationDays");
    if (hasTwins(plan.districts.map(({ key }) => key))) refuse("two districts have one key", "districts");
    // One person in two Safes, or in a Safe and at the Operator's desk, would be two of the people that the rules tell apart.
    const people = [...plan.districts.flatMap(({ officials }) => officials), plan.operator, plan.auditor];
    if (hasTwins(people)) refuse("officials, Operator and Auditor are different accounts", "districts");
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
  const message = issue?.message ?? "";
  throw new TongduiError("PlanInvalid", {
    en: `The deployment plan is wrong at "${place}": ${message}.`,
    zh: `部署方案在“${place}”处有误：${message}。`,
  });
}

/** A district's name as the ledger keeps it: UTF-8, padded with zero bytes. */
export function encodeDistrictName(name: string): string {
  return hexlify(zeroPadBytes(toUtf8Bytes(name), NAME_BYTES));
}

function hasTwins(values: readonly string[]): boolean {
  return new Set(values).size !== values.length;
}
