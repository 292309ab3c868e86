/** What can I get? The programs that pay for a contract, how much and until when; and of the others why not. */
import { useState } from "react";
import { useIndex } from "../app/api.ts";
import type { Eligibility, Page as Answers } from "../app/answers.ts";
import { useSay } from "../app/language.tsx";
import { useFilters } from "../app/useFilters.ts";
import { useNames } from "../app/names.tsx";
import { Answer } from "../ui/Answer.tsx";
import { Empty, Notice } from "../ui/Notice.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { Fitting } from "./Fitting.tsx";
import { Question } from "./Question.tsx";
import { QUESTION, readQuestion } from "./question.ts";
import { Refusing } from "./Refusing.tsx";
import { withSize } from "./sizes.ts";

export default function ConsultationPage() {
  const say = useSay();
  const { values, set } = useFilters(QUESTION);
  const [asked, setAsked] = useState(values);
  const question = readQuestion(asked);
  const answer = useIndex<Answers<Eligibility>>(question.path ?? null);
  return (
    <Page
      title={say({ en: "What can I get?", zh: "政策咨询：我能用什么券" })}
      lead={say({
        en: "Say where your enterprise is registered and what it wants to order. The answer is worked out from the programs' own terms, as the ledger applies them.",
        zh: "请填写企业所在地区和拟采购的服务，系统按各项目在账本中的条款即时计算。",
      })}
    >
      <Question values={values} errors={question.errors} set={set} ask={() => setAsked(values)} />
      {question.path !== undefined && (
        <Answer of={answer}>
          {({ items }) => <Found items={items} size={asked.size} serviceClass={Number(asked.serviceClass)} />}
        </Answer>
      )}
    </Page>
  );
}

interface FoundProps {
  readonly items: readonly Eligibility[];
  /** Empty where it was not said. */
  readonly size: string;
  readonly serviceClass: number;
}

function Found({ items, size, serviceClass }: FoundProps) {
  const say = useSay();
  const { conditions } = useNames();
  // The ledger knows no sizes: what the district says of its policy comes on top of what the ledger would refuse.
  const held = items.map((one) => withSize(one, size, conditions(one.program)));
  const fitting = held.filter(({ fits }) => fits);
  const refusing = held.filter(({ fits }) => !fits);
  if (items.length === 0) return <Empty>{say({ en: "There is no program yet.", zh: "尚未设立项目。" })}</Empty>;
  return (
    <>
      {fitting.length === 0 ? (
        <Notice
          kind="warning"
          title={say({ en: "No program pays for this contract.", zh: "没有项目可抵用该合同。" })}
          live
        />
      ) : (
        <Section title={say({ en: "These programs fit", zh: "适用的项目" })}>
          <Fitting programs={fitting} serviceClass={serviceClass} />
          <p className="hint">
            {say({
              en: "This is what the terms allow if the voucher were issued today. Whether it is issued your Bureau decides, after a public notice.",
              zh: "以上为按当日发放计算、条款允许的金额；是否发放由所在区科技局决定，并须经公示。",
            })}
          </p>
        </Section>
      )}
      {refusing.length > 0 && (
        <Section title={say({ en: "Why the others do not", zh: "不适用的项目及原因" })}>
          <Refusing programs={refusing} />
        </Section>
      )}
    </>
  );
}
