/** A plan's file to fill in: everything that can be known is there, and the rest says what belongs there. */
import path from "node:path";
import { hexlify, randomBytes } from "ethers";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { newFile } from "../tables/newFile.ts";
import { shown } from "../../client/files/secretFile.ts";

export interface TemplateInput {
  readonly file: string;
  /** The districts' short names, in the order of their numbers. */
  readonly district: readonly string[];
  readonly network: string;
  /** How many officials each district has. */
  readonly officials: number;
  readonly overwrite: boolean;
}

/** @throws TongduiError `FileExists`, `FileUnwritable`. */
export async function writePlanTemplate(input: TemplateInput, context: Context): Promise<Answer> {
  const file = path.resolve(input.file);
  const text = templateOf(input);
  if (!context.dryRun) await newFile(file, input.overwrite, async (add) => add(text));
  return {
    data: { file, written: !context.dryRun },
    parts: context.dryRun
      ? [{ en: text, zh: text }]
      : [
          { en: `✓ ${shown(file)} is written.`, zh: `✓ 已生成 ${shown(file)}。` },
          {
            en: `Put the accounts and names in, then try it: tongdui deploy ${input.file} --dry-run`,
            zh: `请填入账户和名称，然后试运行：tongdui deploy ${input.file} --dry-run`,
          },
        ],
  };
}

/** More than half. */
function majority(count: number): number {
  return Math.floor(count / 2) + 1;
}

function templateOf({ network, district, officials }: TemplateInput): string {
  const sections = district.map((key, i) => {
    const accounts = Array.from({ length: officials }, (_, j) => `      - 0x # official ${j + 1}`);
    return `  # district ${i + 1}
  - key: ${key}
    name: ${key} # public name, at most 32 bytes: a Chinese character takes 3
    profile: 0x # commitment of its public profile: tongdui document commit FILE --purpose profile --subject "district ${i + 1}"
    officials:
${accounts.join("\n")}
    threshold: ${majority(officials)} # how many of them must sign: more than half`;
  });
  return `# A deployment plan. Nothing in it is secret. Accounts are written as tongdui key list shows them, capitals included,
# and all of them are different. Where only 0x stands, the value is still to be put in.
# Each district makes its profile's commitment itself, on its own computer, where tongdui init --new-ledger has written a profile.
#
# 部署方案，不含保密内容。账户按 tongdui key list 显示的内容原样填写（含大小写），且各不相同。只写 0x 的地方须填入。
# profile 由各区在自己的电脑上生成，须先用 tongdui init --new-ledger 生成配置文件。

network: ${network}
salt: "${hexlify(randomBytes(32))}" # at random, once for each edition

# Days that hold for the whole ledger and never change. 全账本适用、此后不可更改的天数。
settings:
  admissionNoticeFloor: 5 # shortest public notice of a provider's admission
  admissionNoticeCeiling: 30 # longest
  admissionResolveDays: 20 # after which a district's objection to it lapses
  rotationDays: 3 # between proposing and confirming a new wallet
grantDelayDays: 3 # until an officer's new duty counts

# In the order of their numbers. 按编号顺序。
districts:
${sections.join("\n\n")}

consortium:
  threshold: ${majority(district.length)} # how many districts must agree: more than half

operator: 0x
auditor: 0x
`;
}
