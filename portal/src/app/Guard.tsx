/** A fault of ours on a page leaves the rest of the site standing, and says so. */
import { Component, type ReactNode } from "react";
import { Button } from "../ui/Button.tsx";
import { Page } from "../ui/Page.tsx";
import { useSay } from "./language.tsx";

interface Props {
  readonly children: ReactNode;
}

export class Guard extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const say = useSay();
  return (
    <Page
      title={say({ en: "This page could not be shown", zh: "本页面无法显示" })}
      lead={say({
        en: "The fault is ours, or the site was renewed while you read it. Nothing that is recorded is affected.",
        zh: "这是网站自身的故障，或网站恰在您浏览期间更新。已登记的内容不受影响。",
      })}
    >
      <Button look="primary" onClick={() => location.reload()}>
        {say({ en: "Load the page anew", zh: "重新载入" })}
      </Button>
    </Page>
  );
}
