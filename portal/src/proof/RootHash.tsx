/** What every verdict rests on: the trust root's hash, to be read out, compared or typed in. */
import { inGroups } from "../../../client/text/ids.ts";
import { comparedText } from "../../../verifier/sentences/verdict.ts";
import { useSay } from "../app/language.tsx";
import { TextField } from "../ui/Field.tsx";
import { Notice } from "../ui/Notice.tsx";
import { readHash } from "./readHash.ts";
import type { Root } from "./messages.ts";

interface Props {
  readonly root: Root;
  /** The hash that the person has from elsewhere, as it was typed. */
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

export function RootHash({ root, typed, onType }: Props) {
  const say = useSay();
  const given = readHash(typed);
  const wrong = typed.trim() !== "" && given === undefined;
  return (
    <div className="root-hash">
      <h3>{say({ en: `Trust root ${root.number}`, zh: `第 ${root.number} 号信任根` })}</h3>
      <HashGroups hash={root.hash} />
      {given === undefined && <p>{say(comparedText(false))}</p>}
      <TextField
        label={say({ en: "The hash that you have from elsewhere", zh: "您从其他途径取得的哈希" })}
        hint={say({
          en: "From another district's site, or from a printed certificate. With or without blanks.",
          zh: "取自其他区的官方网站或纸质证书，可带空格。",
        })}
        error={
          wrong
            ? say({ en: "A hash has 64 digits from 0 to 9 and a to f.", zh: "哈希由 64 位数字 0–9 和字母 a–f 组成。" })
            : undefined
        }
        value={typed}
        onChange={({ target }) => onType(target.value)}
      />
      {given !== undefined && given === root.hash && <Notice kind="good" title={say(comparedText(true))} live />}
      {given !== undefined && given !== root.hash && (
        <Notice
          kind="bad"
          live
          title={say({
            en: "That is another hash: this site checks under another trust root than the one you know.",
            zh: "两个哈希不同：本网站核验所用的信任根不是您所知的那一个。",
          })}
        >
          <p>
            {say({
              en: "Do not rely on what is said to be proved here. Yours may be an older one: ask the district whose site or certificate it came from.",
              zh: "请勿采信此处的核验结果。您的哈希也可能属于较早的信任根，请向公布该哈希的区查询。",
            })}
          </p>
        </Notice>
      )}
    </div>
  );
}

/** Two lines of eight groups of four, as one reads them out over the telephone. */
export function HashGroups({ hash }: { readonly hash: string }) {
  return (
    <p className="hash-groups">
      <code>
        {inGroups(hash).map((line) => (
          <span key={line}>{line} </span>
        ))}
      </code>
    </p>
  );
}
