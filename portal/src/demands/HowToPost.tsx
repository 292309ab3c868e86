/** How a demand or an offer comes here: at the desk, or with the commands. */
import type { ReactNode } from "react";
import { useSay, type Text } from "../app/language.tsx";
import { Code } from "../ui/Facts.tsx";
import { Section } from "../ui/Page.tsx";

const AT_THE_DESK: readonly Text[] = [
  {
    en: "Sign in at your own district’s desk and choose “Demands and offers”. Title and text will be read by everybody: no telephone numbers, no mail addresses, no names of people. Whom to ask goes into a part of its own, which only your district and, once you are matched, the other party reads.",
    zh: "登录所在区的工作台，选择“供需发布”。标题和正文向所有人公开，请勿写入电话、邮箱和个人姓名。联系方式写在非公开部分，仅所在区和对接成功的另一方可见。",
  },
  {
    en: "Look it over and sign it there with your own key. The operator or your Bureau posts it; until then, and after, you can take it back.",
    zh: "核对后用您自己的密钥签署，由运营机构或所在区科技局发布。发布前后均可撤回。",
  },
  {
    en: "A provider answers a demand from the demand’s own page. From there either party proposes a match, the other one signs it too, and once it is recorded each is told whom to ask.",
    zh: "服务机构可在某一需求的页面上直接应答。任一方可在该页面提出对接，对方同样签署，登记后互相可见联系方式。",
  },
];

const COMMANDS: readonly { readonly text: Text; readonly command: string }[] = [
  {
    text: {
      en: "Write it into a file and sign that; a provider signs an offer, to everybody or to one demand:",
      zh: "把需求或供给写成文件并签署（服务机构签署供给，可面向所有人，也可应答某一需求）：",
    },
    command: "npx tongdui sign demand demand.yaml --out out --profile enterprise.json",
  },
  {
    text: {
      en: "Hand the folder to the operator or to your Bureau, who posts it; the private part goes to your district’s office alone:",
      zh: "把文件夹交运营机构或所在区科技局发布；其中的非公开部分只交所在区办公系统：",
    },
    command: "npx tongdui match post out --profile operator.json",
  },
];

const MATCH: { readonly text: Text; readonly command: string } = {
  text: {
    en: "Where a demand and an offer go together both parties sign the match, and each is then told whom to ask:",
    zh: "需求与供给相合的，双方共同签署对接，此后互相可见联系方式：",
  },
  command: "npx tongdui sign match --demand 0x… --offer 0x… --out out --profile enterprise.json",
};

export function HowToPost() {
  const say = useSay();
  return (
    <div className="screen-only">
      <Section title={say({ en: "How to post", zh: "如何发布" })}>
        <h3>{say({ en: "At the desk, in the browser", zh: "在工作台办理" })}</h3>
        <ol className="steps">
          {AT_THE_DESK.map((text) => (
            <li key={text.en}>{say(text)}</li>
          ))}
        </ol>
        <h3>{say({ en: "Or with the command", zh: "或使用命令" })}</h3>
        <ol className="steps">
          {[...COMMANDS, MATCH].map(({ text, command }) => (
            <li key={text.en}>
              {say(text)}
              <Command>{command}</Command>
            </li>
          ))}
        </ol>
        <p className="hint">
          {say({
            en: "The whole of it stands in the guide “Supply and demand” (docs/matching.md), which comes with the command.",
            zh: "完整说明见随命令提供的《供需对接》指南（docs/matching.zh-CN.md）。",
          })}
        </p>
      </Section>
    </div>
  );
}

function Command({ children }: { readonly children: string }): ReactNode {
  return (
    <span className="post-command">
      <Code>{children}</Code>
    </span>
  );
}
