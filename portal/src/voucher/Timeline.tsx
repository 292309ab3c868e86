/** What happened to the voucher, from its issue on: who, when and in which block. */
import type { Change, VoucherPageAnswer } from "../app/answers.ts";
import { useSay } from "../app/language.tsx";
import { Moment } from "../ui/Day.tsx";
import { changeState } from "../ui/states.ts";
import { changeText, holderOf, holderText, mayText } from "./timelineText.ts";
import { useTexts } from "./useTexts.ts";

export function Timeline({ voucher }: { readonly voucher: VoucherPageAnswer }) {
  const say = useSay();
  const texts = useTexts();
  const providerOf = new Map(voucher.orders.map(({ order, provider }) => [order, provider]));
  return (
    <>
      <ol className="timeline">
        {voucher.changes.map((change) => {
          const provider = change.subject === null ? undefined : providerOf.get(change.subject);
          return (
            <li key={change.sequence} className={`timeline-${changeState(change.action).tone}`}>
              <p className="timeline-what">
                {say(changeText(change, provider === undefined ? undefined : texts.provider(provider)))}
              </p>
              <p className="timeline-when">
                <Moment time={change.time} /> · {say({ en: `block ${change.block}`, zh: `区块 ${change.block}` })}
              </p>
              <p className="timeline-when">
                <Who change={change} voucher={voucher} />
              </p>
            </li>
          );
        })}
      </ol>
      {voucher.changes.length < voucher.sequence && (
        <p className="hint">
          {say({
            en: `The first ${voucher.changes.length} of ${voucher.sequence} changes are shown; a proof holds all of them.`,
            zh: `共 ${voucher.sequence} 次变更，此处显示前 ${voucher.changes.length} 次；证明文件包含全部变更。`,
          })}
        </p>
      )}
    </>
  );
}

/** The duty where the ledger's rules leave only one, else the account with what it may have been. */
function Who({ change, voucher }: { readonly change: Change; readonly voucher: VoucherPageAnswer }) {
  const say = useSay();
  const texts = useTexts();
  const holder = holderOf(change, voucher.district, voucher.changes);
  const may = holder === undefined ? mayText(change.action) : undefined;
  const account = <code className="code">{shortAccount(change.by)}</code>;
  return (
    <>
      {holder && <>{say(holderText(holder, texts.district(holder.district)))} · </>}
      {say({ en: "account ", zh: "账户 " })}
      {account}
      {may && say({ en: ` (${may.en})`, zh: `（${may.zh}）` })}
    </>
  );
}

function shortAccount(account: string): string {
  return `${account.slice(0, 8)}…${account.slice(-4)}`;
}
