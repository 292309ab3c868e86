/** A program: its budget of the moment and over time, its terms in words, and who can still get a voucher. */
import { Link } from "wouter";
import type { Page as Answered, Program, Voucher } from "../app/answers.ts";
import { useHead, useIndex } from "../app/api.ts";
import { useLang, useSay } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { NotFound } from "../app/NotFound.tsx";
import { Amount } from "../ui/Amount.tsx";
import { Answer } from "../ui/Answer.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Figures } from "../ui/Figure.tsx";
import { Empty } from "../ui/Notice.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { programState } from "../ui/states.ts";
import { VoucherTable } from "../voucher/VouchersPage.tsx";
import { BudgetDays } from "./BudgetDays.tsx";
import { BUDGET, FIGURES } from "./figures.ts";
import { PolicyDocument } from "./PolicyDocument.tsx";
import { stillToGet } from "./stillToGet.ts";
import { termsInWords } from "./terms.ts";

/** @param number as the address has it. */
export default function ProgramPage({ number }: { readonly number: string }) {
  return /^[1-9]\d{0,4}$/.test(number) ? <Known program={Number(number)} /> : <NotFound />;
}

function Known({ program }: { readonly program: number }) {
  const say = useSay();
  const names = useNames();
  const answer = useIndex<Program>(`/programs/${program}`);
  const plain = say({ en: `Program ${program}`, zh: `项目 ${program}` });
  const title = names.program(program);
  const district = answer.data && names.district(answer.data.district);
  const lead = [title && plain, district].filter(Boolean).join(say({ en: ", ", zh: "，" }));
  return (
    <Page title={title ?? plain} lead={lead} beside={answer.data && <Badge state={programState(answer.data.status)} />}>
      <Answer of={answer}>{(data) => <Shown program={data} />}</Answer>
    </Page>
  );
}

function Shown({ program }: { readonly program: Program }) {
  const say = useSay();
  const lang = useLang();
  const names = useNames();
  const { data: head } = useHead();
  return (
    <>
      {head && (
        <div className="state-now">
          {stillToGet(program, head.day, names.district(program.district)).map((sentence) => (
            <p key={sentence.en}>{say(sentence)}</p>
          ))}
        </div>
      )}
      <Section title={say({ en: "The budget now", zh: "预算现状" })}>
        <Figures
          figures={FIGURES.map((name) => ({
            name: say(BUDGET[name].name),
            value: <Amount fen={program[name]} suppressed={name !== "approved" && program.suppressed} />,
            note: say(BUDGET[name].means),
          }))}
        />
      </Section>
      <Section title={say({ en: "The budget over time", zh: "预算变化" })}>
        <BudgetDays program={program.program} />
      </Section>
      <Section title={say({ en: "The policy in words", zh: "政策要点" })}>
        <ul className="terms">
          {termsInWords(program, names, lang).map(([name, sentence]) => (
            <li key={name.en}>
              <strong>{say(name)}</strong>
              <span>{say(sentence)}</span>
            </li>
          ))}
        </ul>
        <PolicyDocument uri={program.policyUri} hash={program.policy} />
      </Section>
      <Section title={say({ en: "Its vouchers", zh: "所发双创券" })}>
        <Vouchers program={program.program} />
      </Section>
    </>
  );
}

const FIRST = 10;

function Vouchers({ program }: { readonly program: number }) {
  const say = useSay();
  const vouchers = useIndex<Answered<Voucher>>(`/vouchers?program=${program}&limit=${FIRST}`);
  return (
    <Answer of={vouchers}>
      {({ items, next }) => (
        <>
          {items.length === 0 ? (
            <Empty>{say({ en: "None was issued yet.", zh: "尚未发放。" })}</Empty>
          ) : (
            <VoucherTable vouchers={items} />
          )}
          {next !== null && (
            <p className="more">
              <Link href={`/vouchers?program=${program}`}>{say({ en: "All its vouchers", zh: "全部双创券" })}</Link>
            </p>
          )}
        </>
      )}
    </Answer>
  );
}
