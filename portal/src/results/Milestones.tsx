/** What was reached, the latest first. */
import { Link } from "wouter";
import { milestoneStory } from "../../../client/publicity/stories.ts";
import type { Milestone, Page as Answered } from "../app/answers.ts";
import { useIndex } from "../app/api.ts";
import { useLang, useSay } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Answer } from "../ui/Answer.tsx";
import { Day } from "../ui/Day.tsx";
import { Empty } from "../ui/Notice.tsx";
import { Section } from "../ui/Page.tsx";

export function Milestones({ district }: { readonly district: string }) {
  const say = useSay();
  const milestones = useIndex<Answered<Milestone>>("/milestones?limit=200");
  return (
    <Section title={say({ en: "Milestones", zh: "里程碑" })}>
      <Answer of={milestones}>
        {({ items }) => <List items={items.filter((one) => district === "" || one.district === Number(district))} />}
      </Answer>
    </Section>
  );
}

function List({ items }: { readonly items: readonly Milestone[] }) {
  const say = useSay();
  const lang = useLang();
  const names = useNames();
  if (items.length === 0) return <Empty>{say({ en: "Nothing to tell yet.", zh: "尚无内容。" })}</Empty>;
  return (
    <ul className="lines">
      {items.map(({ district, figure, size, voucher, on }) => {
        const name = district === null ? undefined : names.district(district);
        const of = name === undefined ? undefined : { en: name, zh: name };
        const { title } = milestoneStory({ figure, size: BigInt(size), district: of, voucher: voucher ?? "", on });
        return (
          <li key={`${district} ${figure} ${size}`}>
            <p>{title[lang]}</p>
            <p className="hint">
              <Day day={on} />
              {voucher !== null && (
                <>
                  {say({ en: ", ", zh: "，" })}
                  <Link href={`/v/${voucher}`}>{say({ en: `voucher ${voucher}`, zh: `双创券 ${voucher}` })}</Link>
                </>
              )}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
