/** What a demand or an offer says, exactly as it was written; or why there is nothing to read. */
import { useSay, type Text } from "../app/language.tsx";
import type { Post } from "./post.ts";
import type { NoText, PostText } from "./texts.ts";

/** Letters that a card shows before one asks for the rest. */
const SHORT = 280;

interface Props {
  readonly post: Post;
  /** Undefined while the office is asked. */
  readonly text: PostText | NoText | undefined;
  /** On a card: what is long is folded up. */
  readonly short?: boolean;
}

export function Words({ post, text, short = false }: Props) {
  const say = useSay();
  if (text === undefined || typeof text === "string") return <p className="hint">{say(whyNone(post, text))}</p>;
  const letters = [...text.text];
  if (!short || letters.length <= SHORT) return <p className="post-text">{text.text}</p>;
  return (
    <details>
      <summary>
        <span className="post-text">{letters.slice(0, SHORT).join("")}…</span>{" "}
        <span className="hint">{say({ en: "(read on)", zh: "（展开全文）" })}</span>
      </summary>
      <p className="post-text">{letters.slice(SHORT).join("")}</p>
    </details>
  );
}

function whyNone({ state }: Post, text: NoText | undefined): Text {
  if (text === undefined) return { en: "The office is asked for the text …", zh: "正在向办公系统查询正文……" };
  if (text === "away")
    return { en: "The district’s office does not answer at the moment.", zh: "该区办公系统目前没有应答。" };
  if (text === "other") {
    return {
      en: "The office’s text does not say what the ledger says, and is not shown.",
      zh: "办公系统提供的正文与账本记载不符，不予显示。",
    };
  }
  if (state === "Withdrawn" || state === "Expired")
    return { en: "The text of what is over is not shown any more.", zh: "已结束的供需，不再显示正文。" };
  return { en: "Its text was not handed in to the district’s office yet.", zh: "正文尚未提交该区办公系统。" };
}
