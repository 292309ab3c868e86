import { Link } from "wouter";
import { counted } from "../../../client/text/counted.ts";
import type { LatestChange, Page as Answered } from "../app/answers.ts";
import { useIndex } from "../app/api.ts";
import { useSay } from "../app/language.tsx";
import { Amount } from "../ui/Amount.tsx";
import { Answer } from "../ui/Answer.tsx";
import { Moment } from "../ui/Day.tsx";
import { Empty } from "../ui/Notice.tsx";
import { Section } from "../ui/Page.tsx";
import { changeState } from "../ui/states.ts";

/** Of these the amount is days. */
const IN_DAYS = new Set(["Frozen", "Unfrozen", "Extended"]);

export function LatestChanges() {
  const say = useSay();
  const changes = useIndex<Answered<LatestChange>>("/changes?limit=8");
  return (
    <Section title={say({ en: "Latest entries", zh: "最新登记" })}>
      <Answer of={changes}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{say({ en: "No voucher was issued yet.", zh: "尚未发放双创券。" })}</Empty>
          ) : (
            <ul className="lines">
              {items.map((change) => (
                <li key={`${change.voucher} ${change.sequence}`}>
                  <p>
                    <Link href={`/v/${change.voucher}`}>
                      {say({ en: `Voucher ${change.voucher}`, zh: `双创券 ${change.voucher}` })}
                    </Link>
                    {say({ en: ": ", zh: "：" })}
                    {say(changeState(change.action).text)} <Much change={change} />
                  </p>
                  <p className="hint">
                    <Moment time={change.time} />
                    {say({ en: `, block ${change.block}`, zh: `，区块 ${change.block}` })}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Section>
  );
}

function Much({ change: { action, amount } }: { readonly change: LatestChange }) {
  const say = useSay();
  if (!IN_DAYS.has(action)) return <Amount fen={amount} />;
  return amount === null ? null : say({ en: `(${counted(BigInt(amount), "day")})`, zh: `（${amount} 天）` });
}
