/** What a party is asked to sign: in words from the very message, signed with its own key, and handed to the office. */
import { useRef, useState } from "react";
import type { WaitingTold } from "../../../client/queue.ts";
import { messageOf, typedDataOf, type MessageSaid, type TypedData } from "../../../client/acts/messages.ts";
import { useSay, type Text } from "../app/language.tsx";
import { Button } from "../ui/Button.tsx";
import { TextArea } from "../ui/Field.tsx";
import { Loading, Notice } from "../ui/Notice.tsx";
import { Beside, Lines } from "./Beside.tsx";
import { askOffice, keepReason } from "./office.ts";
import { Refused } from "./QueueView.tsx";
import { sentenceOf } from "./sending.ts";
import { useOffice, useSession, type Session } from "./session.tsx";
import { demandSame } from "./wallet.ts";

interface Request {
  readonly id: string;
  readonly kind: string;
  readonly message: { readonly deadline: number | string } & Readonly<Record<string, unknown>>;
  readonly beside: unknown;
  readonly typedData: TypedData;
  /** Why the ledger would refuse it as it stands; null where nothing is known against it. */
  readonly wouldRefuse: Text | null;
}

interface ToSign {
  readonly wouldRefuse: Text | null;
  readonly typed: TypedData;
  /** Makes the request where there is none yet, and gives its id. */
  readonly request: () => Promise<string>;
}

export function RequestPanel({ item, onDone }: { readonly item: WaitingTold; readonly onDone: () => void }) {
  const session = useSession();
  const { data, error, mutate } = useOffice<Request>(`/requests/${item.request ?? ""}`);
  if (error) return <Refused error={error} again={() => void mutate()} />;
  if (!data) return <Loading />;
  if (item.kind === "answer") return <AnswerClaim request={data} onDone={onDone} />;
  const toSign = {
    wouldRefuse: data.wouldRefuse,
    typed: data.typedData,
    request: async () => Promise.resolve(data.id),
  };
  return <SignPanel toSign={toSign} session={session} onDone={onDone} />;
}

function AnswerClaim({ request, onDone }: { readonly request: Request; readonly onDone: () => void }) {
  const say = useSay();
  const session = useSession();
  const [reason, setReason] = useState("");
  const [toSign, setToSign] = useState<ToSign>();
  const [wrong, setWrong] = useState<Text>();
  let claimed: MessageSaid;
  try {
    claimed = messageOf(request.typedData, session.domain);
  } catch {
    return <Notice kind="bad" title={say(UNKNOWN)} live />;
  }
  const claim = claimed.message;

  function accept() {
    const deadline = claim["deadline"] as bigint;
    const message = { claim, deadline };
    setToSign({
      wouldRefuse: request.wouldRefuse,
      typed: typedDataOf("Acceptance", message, session.domain),
      request: async () =>
        (
          await askOffice<Request>(session.district, "/requests", {
            kind: "acceptance",
            message: { claim: request.message, deadline: Number(deadline) },
            beside: request.beside,
          })
        ).id,
    });
  }

  async function refuse() {
    const { order, round, deadline } = claim as { order: string; round: bigint; deadline: bigint };
    try {
      const about = { purpose: "refuse", subject: `order ${order} round ${round}` };
      const commitment = await keepReason(session.district, about, reason);
      const message = { order, round, reason: commitment, deadline };
      setToSign({
        wouldRefuse: null,
        typed: typedDataOf("Refusal", message, session.domain),
        request: async () =>
          (
            await askOffice<Request>(session.district, "/requests", {
              kind: "refusal",
              message: { order, round: Number(round), reason: commitment, deadline: Number(deadline) },
            })
          ).id,
      });
    } catch (error) {
      setWrong(sentenceOf(error));
    }
  }

  if (toSign)
    return <SignPanel toSign={toSign} session={session} onDone={onDone} onBack={() => setToSign(undefined)} />;
  return (
    <section className="sheet desk-form">
      <h3>{say({ en: "What the provider claims", zh: "服务机构的申请内容" })}</h3>
      <Lines lines={claimed.lines} />
      <Beside said={claimed} id={claimed.digest} />
      <p className="desk-buttons">
        <Button look="primary" onClick={accept}>
          {say({ en: "It was delivered: accept", zh: "服务已交付：确认" })}
        </Button>
      </p>
      <TextArea
        label={say({ en: "Or why you refuse it", zh: "或填写拒绝理由" })}
        hint={say({ en: "It stays at the office, sealed.", zh: "原文加密保存在办公系统。" })}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {wrong && <Notice kind="bad" title={say(wrong)} live />}
      <p className="desk-buttons">
        <Button look="danger" disabled={reason.trim() === ""} onClick={() => void refuse()}>
          {say({ en: "Refuse", zh: "拒绝" })}
        </Button>
      </p>
    </section>
  );
}

interface SignProps {
  readonly toSign: ToSign;
  readonly session: Session;
  readonly onDone: () => void;
  readonly onBack?: () => void;
}

function SignPanel({ toSign: { typed, request, wouldRefuse }, session, onDone, onBack }: SignProps) {
  const say = useSay();
  const { wallet, me, district, domain } = session;
  const [state, setState] = useState<"ready" | "asking" | "signed">("ready");
  const [refused, setRefused] = useState<Text>();
  const isSigning = useRef(false);
  let said: MessageSaid;
  try {
    said = messageOf(typed, domain);
  } catch {
    return <Notice kind="bad" title={say(UNKNOWN)} live />;
  }

  async function sign() {
    if (isSigning.current) return;
    isSigning.current = true;
    setState("asking");
    setRefused(undefined);
    try {
      await demandSame(wallet, me.account);
      const signature = await wallet.request("eth_signTypedData_v4", [me.account, JSON.stringify(typed)]);
      await askOffice(district, `/requests/${await request()}/signatures`, { signature });
      setState("signed");
      onDone();
    } catch (error) {
      setState("ready");
      setRefused(sentenceOf(error));
    } finally {
      isSigning.current = false;
    }
  }

  return (
    <section className="sheet desk-act" aria-live="polite">
      <h3>{say({ en: "What you sign", zh: "将签署的内容" })}</h3>
      <Lines lines={said.lines} />
      <Beside said={said} id={said.digest} />
      {wouldRefuse && state !== "signed" && (
        <Notice
          kind="warning"
          title={say({
            en: "The office has tried it, and the ledger would refuse this as it stands: do not sign it, and have it drafted anew.",
            zh: "经办公系统预检，按目前内容账本将不予受理：请勿签署，并请重新起草。",
          })}
          live
        >
          <p>{say(wouldRefuse)}</p>
        </Notice>
      )}
      {refused && (
        <Notice kind="bad" title={say({ en: "It is not signed.", zh: "未签署。" })} live>
          <p>{say(refused)}</p>
        </Notice>
      )}
      {state === "signed" ? (
        <Notice kind="good" title={say({ en: "Signed, and handed to the office.", zh: "已签署并交办公系统。" })} live />
      ) : (
        <p className="desk-buttons">
          {onBack && <Button onClick={onBack}>{say({ en: "Back", zh: "返回" })}</Button>}
          <Button look="primary" disabled={state === "asking"} onClick={() => void sign()}>
            {say(
              state === "asking"
                ? { en: "Answer in the window of your key …", zh: "请在密钥窗口中确认……" }
                : { en: `Sign it: ${said.title.en}`, zh: `确认签署：${said.title.zh}` },
            )}
          </Button>
        </p>
      )}
    </section>
  );
}

const UNKNOWN: Text = {
  en: "This page does not know this message and does not offer it.",
  zh: "本页面无法识别该签署内容，不予提供。",
};
