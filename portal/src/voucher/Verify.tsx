/**
 * Lets a person check what the page shows: fetches the proof where the district publishes it, or takes a file that the person has,
 * checks it in the browser, and holds the page against it. Whoever comes from a printed code has the hash of a proof in the address.
 */
import { Link } from "wouter";
import { proofHashIn } from "../../../client/proof/link.ts";
import { shortHex } from "../../../client/text/ids.ts";
import { subjectText } from "../../../verifier/sentences/verdict.ts";
import type { VoucherPageAnswer } from "../app/answers.ts";
import { useSay } from "../app/language.tsx";
import { Agreement } from "../proof/Agreement.tsx";
import { compare } from "../proof/compare.ts";
import { FileDrop } from "../proof/FileDrop.tsx";
import type { Held } from "../proof/messages.ts";
import { Running } from "../proof/Running.tsx";
import type { Check } from "../proof/useCheck.ts";
import { VerdictView } from "../proof/Verdict.tsx";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Notice.tsx";
import { proofAddress } from "./proofAddress.ts";
import { useTexts } from "./useTexts.ts";

interface Props {
  readonly voucher: VoucherPageAnswer;
  readonly check: Check;
  /** The district gives the proof to anybody. */
  readonly isPublic: boolean;
}

export function Verify({ voucher, check: { state, start, cancel }, isPublic }: Props) {
  const say = useSay();
  const home = useTexts().district(voucher.district);
  const printed = proofHashIn(location.hash);
  const address = proofAddress(voucher);
  return (
    <div className="verify">
      <p>
        {say({
          en: "A proof shows without trust in this site that everything here is what the ledger holds. It is checked in your browser.",
          zh: "证明文件可以证明本页内容与账本一致，无需信赖本网站。核验在您的浏览器中进行。",
        })}
      </p>
      {printed !== undefined && state.kind === "none" && (
        <Notice>
          <p>
            {say({
              en: `You came by a printed code. It names the proof ${shortHex(printed)}; what is checked here is compared with that.`,
              zh: `您扫描了纸质券上的二维码，其所载证明为 ${shortHex(printed)}，核验时将与之比对。`,
            })}
          </p>
        </Notice>
      )}
      {isPublic ? (
        <p className="verify-buttons">
          <Button look="primary" disabled={state.kind === "running"} onClick={() => start(address)}>
            {say({ en: "Verify", zh: "核验" })}
          </Button>
          <a href={address} download>
            {say({ en: "Save the proof file", zh: "下载证明文件" })}
          </a>
        </p>
      ) : (
        <>
          <p>
            {say({
              en: `${home.en} gives this proof to the voucher's holder, the Auditor and its own officers only. Whoever has the file can check it here.`,
              zh: `${home.zh}仅向持券企业、审计机构及本区工作人员提供本券证明。持有文件者可在此核验。`,
            })}
          </p>
          <Button disabled={state.kind === "running"} onClick={() => start(address)}>
            {say({ en: "I am signed in: fetch the proof", zh: "本人已登录，获取证明" })}
          </Button>
        </>
      )}
      <FileDrop onFile={start} />
      {state.kind === "running" && <Running onCancel={cancel} />}
      {state.kind === "done" && (
        <VerdictView
          told={state.told}
          instead={(verdict) => (isAbout(verdict, voucher) ? undefined : <Other verdict={verdict} voucher={voucher} />)}
          beside={(verdict) => (
            <>
              <Agreement of={compare(voucher, verdict.facts)} />
              {printed !== undefined && (
                <Printed isSame={printed === verdict.hash} printed={printed} hash={verdict.hash} />
              )}
            </>
          )}
        />
      )}
    </div>
  );
}

function isAbout({ subject }: Held, { voucher }: VoucherPageAnswer): boolean {
  return subject.kind === "voucher" && subject.id === voucher;
}

/** A proof of something else is no proof here, however good it is. */
function Other({ verdict: { subject }, voucher }: { readonly verdict: Held; readonly voucher: VoucherPageAnswer }) {
  const say = useSay();
  const other = subjectText(subject);
  return (
    <Notice
      kind="bad"
      live
      title={say({
        en: `This file is about ${other.en}, not about voucher ${voucher.voucher}.`,
        zh: `该文件是${other.zh}的证明，不是双创券 ${voucher.voucher} 的证明。`,
      })}
    >
      <p>
        {say({
          en: "It says nothing about the voucher on this page. What it proves is shown where any proof is checked: ",
          zh: "该文件与本页的双创券无关。其证明内容可在以下页面核验：",
        })}
        <Link href="/verify">{say({ en: "Check a proof", zh: "核验证明" })}</Link>
      </p>
      {subject.kind === "voucher" && (
        <p>
          <Link href={`/v/${subject.id}`}>{say({ en: `To the page of ${other.en}`, zh: `查看${other.zh}` })}</Link>
        </p>
      )}
    </Notice>
  );
}

/** Whether it is the proof that the printed code names. */
function Printed({ isSame, printed, hash }: { isSame: boolean; printed: string; hash: string }) {
  const say = useSay();
  if (isSame) {
    return (
      <Notice
        kind="good"
        title={say({
          en: "It is the very proof that the printed code names.",
          zh: "与纸质券二维码所载的证明是同一份。",
        })}
      />
    );
  }
  return (
    <Notice
      title={say({
        en: "The printed code names another proof than this one. What counts is what is proved here.",
        zh: "纸质券二维码所载的是另一份证明。以此处已证明的内容为准。",
      })}
    >
      <p>
        {say({
          en: `Printed: ${shortHex(printed)}; checked here: ${shortHex(hash)}. Each time a proof is made anew it has another hash. Compare the paper with what is proved below: what was already there at the printing must be the same. If the proof's file came with the paper, it can be checked here too.`,
          zh: `纸质券所载：${shortHex(printed)}；此处核验：${shortHex(hash)}。每次重新生成的证明，哈希都不同。请将纸面内容与下列已证明的内容比对：打印时已有的事项应当一致。如随纸质券附有证明文件，也可在此核验。`,
        })}
      </p>
    </Notice>
  );
}
