/** Where a plan's file is dropped or chosen. */
import { useState } from "react";
import { formatFen } from "../../../client/money.ts";
import { useSay, type Text } from "../app/language.tsx";
import { Code, Facts } from "../ui/Facts.tsx";
import { Field } from "../ui/Field.tsx";
import { Notice } from "../ui/Notice.tsx";
import { PlanWrong, readPlan, type Plan } from "./plan.ts";
import { useSession } from "./session.tsx";

export function PlanField({
  plan,
  onPlan,
}: {
  readonly plan: Plan | undefined;
  readonly onPlan: (plan: Plan | undefined) => void;
}) {
  const say = useSay();
  const { ledger } = useSession();
  const [wrong, setWrong] = useState<Text>();
  async function take(file: File | undefined) {
    if (!file) return;
    try {
      onPlan(readPlan(await file.text(), ledger));
      setWrong(undefined);
    } catch (error) {
      onPlan(undefined);
      setWrong(
        error instanceof PlanWrong ? error.sentence : { en: "The file cannot be read.", zh: "无法读取该文件。" },
      );
    }
  }
  return (
    <div
      className="desk-drop"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void take(event.dataTransfer.files[0]);
      }}
    >
      <Field
        label={say({ en: "The plan's file", zh: "计划文件" })}
        hint={say({
          en: "Made by tongdui voucher plan. Choose it, or drop it here.",
          zh: "由 tongdui voucher plan 生成。请选择文件，或拖放到此处。",
        })}
      >
        {(named) => (
          <input
            {...named}
            type="file"
            accept=".json,application/json"
            onChange={(event) => void take(event.target.files?.[0])}
          />
        )}
      </Field>
      {wrong && <Notice kind="bad" title={say(wrong)} live />}
      {plan && (
        <Facts
          facts={[
            [say({ en: "Program", zh: "项目" }), String(plan.program)],
            [say({ en: "Vouchers", zh: "双创券" }), String(plan.list.count)],
            [say({ en: "In all", zh: "合计" }), formatFen(plan.list.total)],
            [say({ en: "The list's code", zh: "名单编码" }), <Code key="batch">{plan.batch}</Code>],
            [say({ en: "Its content's code", zh: "名单内容编码" }), <Code key="chain">{plan.list.chain}</Code>],
          ]}
        />
      )}
    </div>
  );
}
