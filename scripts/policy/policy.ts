/** A policy's file, as policies/sample.yaml shows it. */
import { z } from "zod";
import { rate, text, whole, yuan } from "../yaml/fields.ts";

/** The fields of a policy; what a district decides goes on from here. */
export const POLICY = z.strictObject({
  title: text,
  share: rate,
  yearlyCap: yuan,
  greatestFace: yuan,
  leastContract: yuan,
  useByDays: whole(1, 3_660),
  claimByDays: whole(0, 3_660),
  extensionDays: whole(0, 3_660),
  noticeWorkingDays: whole(1, 60),
  noticeFloorDays: whole(1, 255),
  noticeCeilingDays: whole(1, 255),
  graceDays: whole(1, 255),
  resolveDays: whole(1, 255),
  rotationDays: whole(1, 255),
  serviceClasses: z.record(z.string(), text),
  excluded: text,
});

export type Policy = z.infer<typeof POLICY>;
