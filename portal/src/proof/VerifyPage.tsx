/** Checks any proof file: of a voucher, a provider, a program or a payment. */
import { Link } from "wouter";
import { subjectText } from "../../../verifier/sentences/verdict.ts";
import { useSay } from "../app/language.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { FileDrop } from "./FileDrop.tsx";
import { HashGroups } from "./RootHash.tsx";
import type { Held, Root } from "./messages.ts";
import { Running } from "./Running.tsx";
import { useCheck, useTrustRoot } from "./useCheck.ts";
import { VerdictView } from "./Verdict.tsx";
import "./proof.css";

export default function VerifyPage() {
  const say = useSay();
  const { state, start, cancel } = useCheck();
  const root = useTrustRoot();
  return (
    <Page
      title={say({ en: "Check a proof", zh: "核验证明" })}
      lead={say({
        en: "A proof file shows, without trust in any server, what the ledger holds of a voucher, a provider, a program or a payment. It is checked here, in your browser.",
        zh: "证明文件无需信赖任何服务器，即可证明账本所载的双创券、服务机构、项目或拨付批次的内容。核验在您的浏览器中进行。",
      })}
    >
      <FileDrop onFile={start} />
      {state.kind === "running" && <Running onCancel={cancel} />}
      {state.kind === "done" && (
        <Section title={say({ en: "What the check came to", zh: "核验结果" })}>
          <VerdictView told={state.told} beside={(verdict) => <Where verdict={verdict} />} />
        </Section>
      )}
      {state.kind !== "done" && root && <RestsOn root={root} />}
    </Page>
  );
}

/** The page of what the proof is about. */
function Where({ verdict: { subject } }: { readonly verdict: Held }) {
  const say = useSay();
  const pages = { voucher: "/v", provider: "/providers", program: "/programs", payment: undefined };
  const page = pages[subject.kind];
  if (page === undefined) return null;
  return (
    <p>
      <Link href={`${page}/${subject.id}`}>
        {say({ en: `To the page of ${subjectText(subject).en}`, zh: `查看${subjectText(subject).zh} 的页面` })}
      </Link>
    </p>
  );
}

/** Before anything is checked: under which trust root this site would. */
function RestsOn({ root }: { readonly root: Root }) {
  const say = useSay();
  return (
    <Section title={say({ en: "What every check here rests on", zh: "核验所依据的信任根" })}>
      <p>
        {say({
          en: `Trust root ${root.number}, which names the ledger's contracts and whose seals count. Its hash must be the one on the sites of the other districts and on printed certificates:`,
          zh: `第 ${root.number} 号信任根，载明账本合约和有权签章的验证节点。其哈希应与其他区官方网站及纸质证书所载一致：`,
        })}
      </p>
      <HashGroups hash={root.hash} />
      {root.consensus === "development" && (
        <Notice
          kind="warning"
          title={say({
            en: "This ledger is a development chain: nobody seals its blocks, and its proofs are for practice only.",
            zh: "本账本为开发用链，区块无人签章，其证明仅供练习。",
          })}
        />
      )}
    </Section>
  );
}
