import { LinkButton } from "../ui/Button.tsx";
import { Page } from "../ui/Page.tsx";
import { useSay } from "./language.tsx";

export function NotFound() {
  const say = useSay();
  return (
    <Page
      title={say({ en: "There is no page here", zh: "没有这个页面" })}
      lead={say({
        en: "The address may have been copied in part. A voucher's page is at /v/ and its number, as in /v/2-000001.",
        zh: "网址可能没有复制完整。双创券页面的网址为 /v/ 加券号，例如 /v/2-000001。",
      })}
    >
      <LinkButton look="primary" to="/">
        {say({ en: "To the overview", zh: "返回总览" })}
      </LinkButton>
    </Page>
  );
}
