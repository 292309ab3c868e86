/** A voucher's page, by its number: what it is worth now, whose it is, what became of it, and how anybody checks that. */
import { publishesProofs } from "../../../client/publication.ts";
import { formatVoucher, parseVoucher } from "../../../client/ids.ts";
import type { Head, Program, VoucherPageAnswer } from "../app/answers.ts";
import { useHead, useIndex } from "../app/api.ts";
import { useSay } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { NotFound } from "../app/NotFound.tsx";
import { Answer } from "../ui/Answer.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { voucherState } from "../ui/states.ts";
import { useCheck } from "../proof/useCheck.ts";
import { About } from "./About.tsx";
import { Orders } from "./Orders.tsx";
import { PrintSheet } from "./PrintSheet.tsx";
import { StateNow } from "./StateNow.tsx";
import { proofAddress } from "./proofAddress.ts";
import { Timeline } from "./Timeline.tsx";
import { usePrinting } from "./usePrinting.ts";
import { Verify } from "./Verify.tsx";
import "../proof/proof.css";
import "./voucher.css";

/** @param number as the address has it. */
export default function VoucherPage({ number }: { readonly number: string }) {
  const voucher = readVoucher(number);
  // Another voucher has a page, and a check, of its own.
  return voucher === undefined ? <NotFound /> : <Known key={voucher} number={voucher} />;
}

function readVoucher(number: string): string | undefined {
  try {
    return formatVoucher(parseVoucher(number));
  } catch {
    return undefined;
  }
}

function Known({ number }: { readonly number: string }) {
  const say = useSay();
  const answer = useIndex<VoucherPageAnswer>(`/vouchers/${number}`);
  const { data: head } = useHead();
  return (
    <Page
      title={say({ en: `Voucher ${number}`, zh: `双创券 ${number}` })}
      beside={answer.data && <Badge state={voucherState(answer.data.status)} />}
    >
      <Answer of={answer}>{(voucher) => head && <Whole voucher={voucher} head={head} />}</Answer>
    </Page>
  );
}

function Whole({ voucher, head }: { readonly voucher: VoucherPageAnswer; readonly head: Head }) {
  const say = useSay();
  const { data: program } = useIndex<Program>(`/programs/${voucher.program}`);
  const settings = useNames().settings(voucher.district);
  const check = useCheck();
  const joint = program?.joint ?? [];
  const isPublic = publishesProofs(settings);
  const printIt = usePrinting(check, isPublic ? proofAddress(voucher) : undefined);
  const withPicture = settings.amounts && settings.enterprises !== "none";
  return (
    <>
      <div className="screen-only">
        <StateNow voucher={voucher} head={head} withPicture={withPicture} onPrint={printIt} />
        <Section title={say({ en: "Check it yourself", zh: "自行核验" })}>
          <Verify voucher={voucher} check={check} isPublic={isPublic} />
        </Section>
        <Section title={say({ en: "About this voucher", zh: "本券信息" })}>
          <About voucher={voucher} joint={joint} />
        </Section>
        <Section title={say({ en: "What it is used for", zh: "使用情况" })}>
          <Orders voucher={voucher} />
        </Section>
        <Section title={say({ en: "What happened so far", zh: "办理过程" })}>
          <Timeline voucher={voucher} />
        </Section>
      </div>
      <PrintSheet voucher={voucher} head={head} joint={joint} check={check.state} withPicture={withPicture} />
    </>
  );
}
