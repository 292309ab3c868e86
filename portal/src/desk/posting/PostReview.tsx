/** A demand or an offer as it will stand: what everybody reads, what few read, what is signed. */
import { useState } from "react";
import { LinkButton } from "../../ui/Button.tsx";
import { matchTypedDataOf } from "../../../../client/acts/matchMessages.ts";
import type { Json } from "../../../../client/documents/canonical.ts";
import type { KeptDocument } from "../../../../client/documents/record.ts";
import {
  demandOfDraft,
  offerOfDraft,
  partyText,
  type DraftTexts,
  type PostDraft,
} from "../../../../client/matching/draft.ts";
import { personalDataIn } from "../../../../client/matching/personal.ts";
import { wordsOf, type PostKind } from "../../../../client/matching/texts.ts";
import { useSay, type Text } from "../../app/language.tsx";
import { Field } from "../../ui/Field.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Lines } from "../Beside.tsx";
import { askOffice } from "../office.ts";
import { useSession } from "../session.tsx";
import { warningOf } from "./postWords.ts";
import { SignPost } from "./SignPost.tsx";

interface Props {
  readonly kind: PostKind;
  readonly draft: PostDraft;
  /** The documents that the message commits to. */
  readonly texts: DraftTexts;
  readonly onBack: () => void;
}

export function PostReview({ kind, draft, texts, onBack }: Props) {
  const say = useSay();
  const { district, matching } = useSession();
  const [isMeant, setMeant] = useState(false);
  const [isDone, setDone] = useState(false);
  const warnings = personalDataIn(wordsOf(draft));
  const content = texts.open.commitment;
  const message = kind === "demand" ? demandOfDraft(draft, content) : offerOfDraft(draft, content);
  const typed = matchTypedDataOf(kind === "demand" ? "Demand" : "Offer", message, matching);

  async function hand(signature: string) {
    const party = partyText(kind, draft.party);
    await askOffice(district, "/handed", {
      kind,
      message: {
        ...message,
        ...(kind === "demand" ? { enterprise: party } : { provider: party }),
        deadline: Number(draft.deadline),
      },
      signature,
      text: filed(texts.open),
      ...(texts.hidden && { private: filed(texts.hidden) }),
    });
    setDone(true);
  }

  if (isDone) {
    return (
      <>
        <Notice kind="good" title={say(DONE)} live>
          <p>{say(DONE_NEXT)}</p>
        </Notice>
        <p className="more">
          <LinkButton to="/desk/posts">{say({ en: "Your demands and offers", zh: "本单位供需" })}</LinkButton>
        </p>
      </>
    );
  }
  return (
    <div className="desk-matter">
      <section className="sheet">
        <h3>{say({ en: "What everybody will read", zh: "所有人可见的内容" })}</h3>
        <h4>{draft.title}</h4>
        <p className="desk-words">{draft.text}</p>
      </section>
      {warnings.length > 0 && (
        <Notice kind="warning" title={say(WARNING)} live>
          <Lines lines={warnings.map((one) => warningOf(kind, one))} />
          <div className="desk-tick">
            <Field label={say(MEANT)}>
              {(named) => (
                <input
                  {...named}
                  type="checkbox"
                  checked={isMeant}
                  onChange={(event) => setMeant(event.target.checked)}
                />
              )}
            </Field>
          </div>
        </Notice>
      )}
      <section className="sheet">
        <h3>
          {say({
            en: "What only your district and, once matched, the other party read",
            zh: "仅所在区和对接成功的另一方可见的内容",
          })}
        </h3>
        <Hidden draft={draft} />
      </section>
      <SignPost typed={typed} hand={hand} isHeld={warnings.length > 0 && !isMeant} onBack={onBack} />
    </div>
  );
}

function Hidden({ draft: { contact, details } }: Pick<Props, "draft">) {
  const say = useSay();
  const said = (
    [
      [{ en: "Name", zh: "联系人" }, contact?.name],
      [{ en: "Telephone", zh: "电话" }, contact?.phone],
      [{ en: "E-mail", zh: "邮箱" }, contact?.mail],
      [{ en: "Details", zh: "说明" }, details],
    ] as const
  ).flatMap(([name, value]) => (value === undefined ? [] : [[say(name), value] as const]));
  if (said.length > 0) return <Facts facts={said} />;
  return (
    <p className="hint">
      {say({
        en: "Nothing: whoever you are matched with will not learn from here how to reach you.",
        zh: "未填写：对接成功后，另一方无法在此获知您的联系方式。",
      })}
    </p>
  );
}

/** With its salt, as the office takes it. */
function filed(document: KeptDocument): Json {
  return JSON.parse(document.text()) as Json;
}

const WARNING: Text = {
  en: "Personal data does not belong in what everybody reads.",
  zh: "公开内容中不应含有个人信息。",
};
const MEANT: Text = {
  en: "I have read it and want it published all the same",
  zh: "我已核对，仍要公开",
};
const DONE: Text = { en: "Signed, and handed to the office.", zh: "已签署并提交办公系统。" };
const DONE_NEXT: Text = {
  en: "The Operator or your Bureau posts it. Until then you can take it back.",
  zh: "由运营机构或所在区科技局发布。发布前可撤回。",
};
