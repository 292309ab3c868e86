/**
 * Beside the words of an act or a message, for whoever is about to sign it: what the ledger holds of the things that it names, what these
 * are called and who says so, and its codes in full.
 */
import { useEffect, useState } from "react";
import type { Code as FullCode } from "../../../client/acts/codes.ts";
import { namedIn } from "../../../client/acts/named.ts";
import { useSay, type Text } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Code } from "../ui/Facts.tsx";
import { factsOnLedger, type Said } from "./factsOnLedger.ts";
import { namesSaid } from "./namesSaid.ts";
import { sentenceOf } from "./sending.ts";
import { useSession } from "./session.tsx";
import { WalletRefused } from "./wallet.ts";

interface Props {
  readonly said: Said & { readonly codes: readonly FullCode[] };
  /** What is said, as one text: the ledger is asked anew when it is another. */
  readonly id: string;
}

export function Beside({ said, id }: Props) {
  const say = useSay();
  const { wallet, addresses } = useSession();
  const [facts, setFacts] = useState<readonly Text[]>([]);
  useEffect(() => {
    let isHere = true;
    const asked = { request: wallet.request, refusal };
    void factsOnLedger(asked, said, addresses).then((found) => isHere && setFacts(found));
    return () => {
      isHere = false;
    };
  }, [wallet, addresses, id]);
  const names = namesSaid(namedIn(said.spoken, said.part), useNames());
  return (
    <>
      {facts.length > 0 && (
        <>
          <h4>{say({ en: "What the ledger says of it now", zh: "账本当前记录" })}</h4>
          <Lines lines={facts} />
        </>
      )}
      {names.length > 0 && (
        <>
          <h4>{say({ en: "Names, as the districts publish them", zh: "名称（由各区公布）" })}</h4>
          <Lines lines={names} />
          <p className="hint">
            {say({
              en: "The ledger has numbers only. If a name is not the one that you expect, ask before you go on.",
              zh: "账本只记编号。名称与您所知不符的，请先核实再办理。",
            })}
          </p>
        </>
      )}
      {said.codes.length > 0 && <Codes codes={said.codes} />}
    </>
  );
}

function refusal(error: unknown): Text | undefined {
  return error instanceof WalletRefused && error.revert !== undefined ? sentenceOf(error) : undefined;
}

export function Lines({ lines }: { readonly lines: readonly Text[] }) {
  const say = useSay();
  return (
    <ul className="desk-lines">
      {lines.map((line, i) => (
        <li key={i}>{say(line)}</li>
      ))}
    </ul>
  );
}

function Codes({ codes }: { readonly codes: readonly FullCode[] }) {
  const say = useSay();
  return (
    <details>
      <summary>{say({ en: "Codes in full", zh: "完整编码" })}</summary>
      <p className="hint">
        {say({
          en: "Above they are cut short. Compare them with the paper or the screen from which you know them.",
          zh: "上文中的编码已缩短，请与您所持材料或其他页面上的完整编码核对。",
        })}
      </p>
      <dl className="desk-codes">
        {codes.map(({ name, hash }) => (
          <div key={hash}>
            <dt>{say(name)}</dt>
            <dd>
              <Code>{hash}</Code>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
