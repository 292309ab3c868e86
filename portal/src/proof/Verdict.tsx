/** What a check came to: the verdict first, then fact by fact what is proved, what is not, and on what all of it rests. */
import { useState, type ReactNode } from "react";
import {
  heldText,
  refusedText,
  relyOnNothing,
  signaturesNotChecked,
  VERDICT_HEADING,
} from "../../../verifier/sentences/verdict.ts";
import { useSay, type Text } from "../app/language.tsx";
import { Code } from "../ui/Facts.tsx";
import { Notice } from "../ui/Notice.tsx";
import type { Held, Refused, Root, Told } from "./messages.ts";
import { readHash } from "./readHash.ts";
import { RootHash } from "./RootHash.tsx";

interface Props {
  readonly told: Told;
  /** What the page has to say in the stead of a proof that holds, where it is not about the page's matter; else undefined. */
  readonly instead?: (verdict: Held) => ReactNode;
  /** What the page has to say of a proof that holds, before its facts. */
  readonly beside?: (verdict: Held) => ReactNode;
}

export function VerdictView({ told, instead, beside }: Props) {
  const say = useSay();
  switch (told.kind) {
    case "root":
      return null;
    case "unchecked":
      return (
        <Notice kind="bad" title={say({ en: "Nothing was checked", zh: "未能核验" })} live>
          <p>{say(told.why)}</p>
        </Notice>
      );
    case "refused":
      return <RefusedView root={told.root} refused={told.refused} />;
    case "held":
      return (
        instead?.(told.verdict) ?? <HeldView root={told.root} verdict={told.verdict} beside={beside?.(told.verdict)} />
      );
  }
}

function RefusedView({ root, refused }: { readonly root: Root; readonly refused: Refused }) {
  const say = useSay();
  return (
    <Notice kind="bad" title={say(refusedText(refused))} live>
      {refused.hint && <p>{say(refused.hint)}</p>}
      {refused.code === "TrustRootUnknown" && <p>{say(OTHER_ROOT)}</p>}
      <p className="breaks">{say(relyOnNothing(root))}</p>
    </Notice>
  );
}

function HeldView({ root, verdict, beside }: { root: Root; verdict: Held; beside: ReactNode }) {
  const say = useSay();
  const [typed, setTyped] = useState("");
  const given = readHash(typed);
  const other = given !== undefined && given !== root.hash;
  const { number, hash } = root;
  // That nobody has sealed the blocks comes before everything else.
  const first = verdict.facts.filter(({ kind }) => kind === "development");
  const proved = verdict.facts.filter(({ kind }) => kind !== "development");
  return (
    <div className="verdict">
      {!other && (
        <Notice
          kind={verdict.development ? "warning" : "good"}
          title={say(heldText(verdict, { number, hash, compared: given === hash }))}
          live
        >
          {first.map((fact) => (
            <p key={fact.kind}>{say(fact)}</p>
          ))}
        </Notice>
      )}
      {!other && beside}
      <RootHash root={root} typed={typed} onType={setTyped} />
      {number > 0 && <p>{say(signaturesNotChecked(number))}</p>}
      {!other && (
        <>
          <Sentences heading={VERDICT_HEADING.facts} sentences={proved} />
          <Sentences heading={VERDICT_HEADING.notProved} sentences={[...verdict.notProved, PROGRAM]} />
          <Sentences heading={VERDICT_HEADING.warnings} sentences={verdict.warnings} />
          <p className="hint breaks">
            {say({ en: "Hash of the proof:", zh: "证明哈希：" })} <Code>{verdict.hash}</Code>
          </p>
        </>
      )}
    </div>
  );
}

function Sentences({ heading, sentences }: { readonly heading: Text; readonly sentences: readonly Text[] }) {
  const say = useSay();
  if (sentences.length === 0) return null;
  return (
    <>
      <h3>{say(heading).replace(/[:：]$/, "")}</h3>
      <ul className="sentences">
        {sentences.map((sentence, i) => (
          <li key={i}>{say(sentence)}</li>
        ))}
      </ul>
    </>
  );
}

/** No page takes a trust root from a reader. */
const OTHER_ROOT: Text = {
  en: "These pages check by this site's own trust root only. Check the file at another district's site, or with tongdui verify and the trust root that you trust.",
  zh: "本网站只按自身的信任根核验。请在其他区的网站核验该文件，或使用 tongdui verify 命令并指定您信任的信任根。",
};

/** What a page cannot prove of itself. */
const PROGRAM: Text = {
  en: "That this site gave you the right program: the check ran in your browser, as this site's pages have it. Whoever does not rely on this site gives the file to another district's site, or to the command tongdui verify.",
  zh: "本网站提供的核验程序是否正确：核验虽在您的浏览器中进行，程序仍来自本网站。如有疑虑，可在其他区的网站核验该文件，或使用 tongdui verify 命令。",
};
