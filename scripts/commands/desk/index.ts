import { defaulting, defineCommand, type Declaration } from "../../cli/define.ts";
import { count, portal } from "../options.ts";

export const commands: readonly Declaration[] = [
  defineCommand({
    words: "",
    text: { en: "open the officers' desk in your browser, with your key", zh: "在浏览器中打开工作台，使用您的密钥" },
    more: {
      en: `Serves the pages from this installation, on this computer alone, and passes on what they ask of the portal. Your key stays here: it
signs you in at your office, signs what a party signs, and sends acts to this ledger's contracts, nothing else. Each is told in this
window in words, read from what would be signed, and sent only when you say yes here. Open the link that is printed; it is yours alone.
With --yes nothing is asked here any more; the page still asks. Ctrl+C ends the desk when what was sent is in a block.`,
      zh: `页面由本机安装的程序提供，只在本机可用；页面查询的内容转交门户网站。密钥不离开本机：只用于登录办公系统、签署当事方文书，以及向本账本合约提交业务，不作他用。
每一项都在本窗口用文字说明（根据待签内容本身），经您在此确认后才办理。请打开所显示的链接，链接仅供您本人使用。
使用 --yes 时，本窗口不再询问，页面仍会询问。按 Ctrl+C 结束，已发送的事项进入区块后退出。`,
    },
    options: {
      portal,
      port: defaulting(
        "--port <number>",
        {
          en: "where the desk listens on this computer; 0 takes any free port (default: 0)",
          zh: "工作台在本机的端口；0 表示任意空闲端口（默认 0）",
        },
        0,
        count(0, 65_535),
      ),
    },
    examples: [
      {
        line: "tongdui desk --portal http://127.0.0.1:8080 --profile wujin/bureau.json",
        text: { en: "As the Bureau of Wujin:", zh: "以武进区科技局的身份：" },
      },
      {
        line: "tongdui desk --portal http://127.0.0.1:8080 --profile parties/enterprise-1.json --lang zh",
        text: { en: "As an enterprise that is to sign, in Chinese:", zh: "以待签署企业的身份，使用中文：" },
      },
    ],
    acts: true,
    work: async () => (await import("../../desk/desk.ts")).openDesk,
  }),
];
