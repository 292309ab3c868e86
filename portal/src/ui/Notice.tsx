/** What a person has to be told beside the page's matter; and the states in which there is nothing to show yet. */
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { AskFailed } from "../app/api.ts";
import { useSay, type Text } from "../app/language.tsx";
import { Button } from "./Button.tsx";

interface Props {
  readonly kind?: "info" | "good" | "warning" | "bad";
  readonly title?: string;
  readonly children?: ReactNode;
  /** Spoken at once by a screen reader: for what comes as the answer to an act. */
  readonly live?: boolean;
}

export function Notice({ kind = "info", title, children, live = false }: Props) {
  return (
    <div className={`notice notice-${kind}`} role={live ? (kind === "bad" ? "alert" : "status") : undefined}>
      {title !== undefined && <p className="notice-title">{title}</p>}
      {children}
    </div>
  );
}

export function Loading({ what }: { readonly what?: Text }) {
  const say = useSay();
  return (
    <p className="loading" role="status">
      {say(what ?? { en: "One moment …", zh: "请稍候……" })}
    </p>
  );
}

export function Empty({ children }: { readonly children: ReactNode }) {
  return <p className="empty">{children}</p>;
}

/** Why an answer did not come, in words, and a way to ask again. */
export function Failure({ error, again }: { readonly error: AskFailed; readonly again?: () => void }) {
  const say = useSay();
  return (
    <Notice kind="bad" title={say(reason(error))} live>
      {error.status === 404 && (
        <p>
          <Link href="/vouchers">{say({ en: "Look among the vouchers", zh: "在双创券中查找" })}</Link>
        </p>
      )}
      {again && error.status !== 404 && <Button onClick={again}>{say({ en: "Ask again", zh: "重新查询" })}</Button>}
    </Notice>
  );
}

function reason({ status }: AskFailed): Text {
  switch (status) {
    case 0:
      return {
        en: "There is no connection to this site at the moment. What you see may be older.",
        zh: "目前无法连接本网站，页面内容可能不是最新。",
      };
    case 400:
      return {
        en: "This cannot be asked for: the number is mistyped, or the district does not publish it.",
        zh: "无法按此条件查询：编号有误，或有关地区未公开此项内容。",
      };
    case 404:
      return {
        en: "There is nothing under this number. Compare it with the paper; if it stands so there, the paper is not of this ledger.",
        zh: "没有这个编号的记录。请与纸质材料核对；如编号一致，则该材料不属于本账本。",
      };
    case 429:
      return {
        en: "Too much was asked from your connection. It goes on by itself in a minute.",
        zh: "您的网络查询过于频繁，一分钟后自动恢复。",
      };
    case 502:
    case 503:
    case 504:
      return {
        en: "The register is being brought up to date and answers shortly.",
        zh: "登记数据正在更新，稍后即可查询。",
      };
    default:
      return { en: "The register did not answer as expected.", zh: "登记系统未能正常答复。" };
  }
}
