/** The voucher on paper, A4, in both languages: what it is worth and up to when, and how whoever holds the paper checks it. */
import { formatFen } from "../../../client/money.ts";
import { codeText } from "../../../client/proof/link.ts";
import { codePicture } from "../../../client/qrCode.ts";
import { amountWords } from "../../../client/text/amountWords.ts";
import { inGroups } from "../../../client/text/ids.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Head, VoucherPageAnswer } from "../app/answers.ts";
import { useNames } from "../app/names.tsx";
import { publicOrigin } from "../app/publicOrigin.ts";
import { useTrustRoot, type CheckState } from "../proof/useCheck.ts";
import { dayText, momentText } from "../ui/dayText.ts";
import { holderName, issuerText } from "./partyText.ts";
import { Picture } from "./Picture.tsx";
import { stateText } from "./stateText.ts";
import { useTexts } from "./useTexts.ts";

interface Props {
  readonly voucher: VoucherPageAnswer;
  readonly head: Head;
  readonly joint: readonly number[];
  readonly check: CheckState;
  readonly withPicture: boolean;
}

export function PrintSheet({ voucher, head, joint, check, withPicture }: Props) {
  const texts = useTexts();
  const settings = useNames().settings(voucher.district);
  const root = useTrustRoot();
  const { first, more } = stateText(voucher, head, texts.district(voucher.district));
  const proof = hashOf(check, voucher.voucher);
  const page = `${publicOrigin()}/v/${voucher.voucher}`;
  const code =
    proof === undefined ? page : codeText({ subject: SUBJECT(voucher), chainId: head.chainId, hash: proof }, page);
  const program = texts.program(voucher.program);
  return (
    <div className="print-only print-sheet">
      <Both as="h1" text={{ en: `Voucher ${voucher.voucher}`, zh: `通兑 · 双创券 ${voucher.voucher}` }} />
      <div className="print-top">
        {withPicture && <Picture voucher={voucher} />}
        <figure className="print-code">
          <img src={`data:image/svg+xml,${encodeURIComponent(codePicture(code))}`} alt={code} />
          <figcaption>{page}</figcaption>
        </figure>
      </div>
      <div className="print-state">
        <Both text={first} />
        {more.map((sentence) => (
          <Both key={sentence.en} text={sentence} />
        ))}
      </div>
      <table>
        <tbody>
          <Row name={{ en: "Issued by", zh: "发放地区" }} value={issuerText(voucher.district, joint, texts)} />
          <Row
            name={{ en: "Issued to", zh: "持有企业" }}
            value={holderName(voucher.enterprise, settings.enterprises, texts.enterprise)}
          />
          <Row
            name={{ en: "Program", zh: "项目" }}
            value={{
              en: program ? `${program.en} (program ${voucher.program})` : String(voucher.program),
              zh: program ? `${program.zh}（第 ${voucher.program} 号项目）` : `第 ${voucher.program} 号`,
            }}
          />
          <Row name={{ en: "Issued on", zh: "发放日期" }} value={bothDays(voucher.issuedOn)} />
          <Row name={{ en: "Last day for orders", zh: "下单截止日" }} value={bothDays(voucher.useBy)} />
          {amountsOf(voucher).map(([name, fen]) => {
            const words = amountWords(fen);
            return <Row key={name.en} name={name} value={{ zh: `${formatFen(fen)} ${words.zh}`, en: words.en }} />;
          })}
        </tbody>
      </table>
      <Both
        text={{
          en: `As of block ${head.block}, ${momentText(head.time, "en")} (Shanghai time). What happened later is on the page.`,
          zh: `截至区块 ${head.block}，北京时间 ${momentText(head.time, "zh")}。此后的变更见网页。`,
        }}
      />
      <Both as="h2" text={{ en: "How to check this paper", zh: "如何核验本纸质券" }} />
      <Both
        text={{
          en: "Scan the code or open the address above, and press Verify: the check runs in your own browser. This paper is a copy; what counts is the ledger. All of it rests on the trust root: compare the hash below on the site of another district.",
          zh: "扫描二维码或打开上述网址，点击“核验”，核验在您的浏览器中进行。本纸为副本，以账本为准。一切以信任根为前提：请将下列哈希与其他区官方网站公布的比对。",
        }}
      />
      <div className="print-hashes">
        {root && (
          <Both
            text={{ en: `Trust root ${root.number}`, zh: `第 ${root.number} 号信任根` }}
            code={inGroups(root.hash)}
          />
        )}
        {proof !== undefined && (
          <Both text={{ en: "Proof, checked before printing", zh: "打印前核验的证明" }} code={inGroups(proof)} />
        )}
      </div>
      {root?.consensus === "development" && (
        <Both
          text={{
            en: "For practice only: this ledger is a development chain, whose blocks nobody seals.",
            zh: "仅供练习：本账本为开发用链，区块无人签章。",
          }}
        />
      )}
    </div>
  );
}

const SUBJECT = ({ voucher }: VoucherPageAnswer) => ({ kind: "voucher", id: voucher }) as const;

/** The hash of the proof of this voucher that was checked on this page. */
function hashOf(check: CheckState, voucher: string): string | undefined {
  if (check.kind !== "done" || check.told.kind !== "held") return undefined;
  const { subject, hash } = check.told.verdict;
  return subject.kind === "voucher" && subject.id === voucher ? hash : undefined;
}

function amountsOf({ face, remaining, returned, locked, redeemed, paid, status }: VoucherPageAnswer): [Text, bigint][] {
  const rest: [Text, string | null] =
    status === "Active"
      ? [{ en: "Can still be used", zh: "余额" }, remaining]
      : [{ en: "Back in the budget", zh: "退回预算" }, returned];
  const all: [Text, string | null][] = [
    [{ en: "Face", zh: "面额" }, face],
    rest,
    [{ en: "Set aside for orders", zh: "订单锁定" }, locked],
    [{ en: "Redeemed", zh: "已核销" }, redeemed],
    [{ en: "Recorded as paid", zh: "登记拨付" }, paid],
  ];
  return all.flatMap(([name, fen]): [Text, bigint][] => (fen === null ? [] : [[name, BigInt(fen)]]));
}

function bothDays(iso: string): Text {
  return { en: dayText(iso, "en"), zh: dayText(iso, "zh") };
}

function Row({ name, value }: { readonly name: Text; readonly value: Text }) {
  return (
    <tr>
      <th scope="row">
        <span lang="zh-CN">{name.zh}</span> <span lang="en">{name.en}</span>
      </th>
      <td>
        <span lang="zh-CN">{value.zh}</span>
        {value.en !== value.zh && (
          <>
            {" · "}
            <span lang="en">{value.en}</span>
          </>
        )}
      </td>
    </tr>
  );
}

/** One thing in both languages. @param code a hash beneath, in groups. */
function Both({ text, as: Tag = "p", code }: { text: Text; as?: "h1" | "h2" | "p"; code?: readonly string[] }) {
  return (
    <Tag>
      <span lang="zh-CN">{text.zh}</span>
      <span lang="en">{text.en}</span>
      {code && (
        <code>
          {code.map((line) => (
            <span key={line}>{line} </span>
          ))}
        </code>
      )}
    </Tag>
  );
}
