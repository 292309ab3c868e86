/** The site's name, its parts, and the choice of language and of light or dark. */
import { Link, useRoute } from "wouter";
import { useLanguage, useSay, type Lang, type Text } from "./language.tsx";
import { THEMES, useTheme, type Theme } from "./theme.ts";

const PARTS: readonly (readonly [path: string, within: string, name: Text])[] = [
  ["/", "/", { en: "Overview", zh: "总览" }],
  ["/what-can-i-get", "/what-can-i-get", { en: "What can I get?", zh: "政策咨询" }],
  ["/programs", "/programs/*?", { en: "Programs and budgets", zh: "项目与预算" }],
  ["/providers", "/providers/*?", { en: "Providers", zh: "服务机构" }],
  ["/demands", "/demands/*?", { en: "Supply and demand", zh: "供需对接" }],
  ["/notices", "/notices", { en: "Public notices", zh: "公示" }],
  ["/results", "/results", { en: "Results", zh: "成效" }],
  ["/publication", "/publication", { en: "What is published", zh: "公开范围" }],
];

const THEME_TEXT: Readonly<Record<Theme, Text>> = {
  auto: { en: "Colours: as the device", zh: "颜色：跟随设备" },
  light: { en: "Colours: light", zh: "颜色：浅色" },
  dark: { en: "Colours: dark", zh: "颜色：深色" },
};

export function Header() {
  const say = useSay();
  return (
    <header className="site-head">
      <a className="skip" href="#main">
        {say({ en: "Skip to the content", zh: "跳到正文" })}
      </a>
      <div className="site-bar">
        <Link href="/" className="site-name">
          <img src="/icon.svg" alt="" width="36" height="36" />
          <span>
            <strong>{say({ en: "Tongdui", zh: "通兑" })}</strong>
            <small>{say({ en: "Innovation vouchers, honoured everywhere", zh: "双创券跨区通用通兑" })}</small>
          </span>
        </Link>
        <div className="site-choices">
          <LanguageChoice />
          <ThemeChoice />
        </div>
      </div>
      <nav className="site-nav" aria-label={say({ en: "Parts of this site", zh: "网站栏目" })}>
        {PARTS.map(([path, within, name]) => (
          <Part key={path} path={path} within={within} name={say(name)} />
        ))}
        <Part path="/desk" within="/desk/*?" name={say({ en: "My desk", zh: "工作台" })} />
      </nav>
    </header>
  );
}

function Part({ path, within, name }: { readonly path: string; readonly within: string; readonly name: string }) {
  const [here] = useRoute(within);
  return (
    <Link href={path} aria-current={here ? "page" : undefined}>
      {name}
    </Link>
  );
}

function LanguageChoice() {
  const { lang, choose } = useLanguage();
  const other: Lang = lang === "en" ? "zh" : "en";
  return (
    <button type="button" className="choice" lang={other === "en" ? "en" : "zh-CN"} onClick={() => choose(other)}>
      {other === "en" ? "English" : "中文"}
    </button>
  );
}

function ThemeChoice() {
  const say = useSay();
  const [theme, setTheme] = useTheme();
  const name = say({ en: "Light or dark", zh: "浅色或深色" });
  return (
    <select className="choice" aria-label={name} value={theme} onChange={(e) => setTheme(e.target.value as Theme)}>
      {THEMES.map((one) => (
        <option key={one} value={one}>
          {say(THEME_TEXT[one])}
        </option>
      ))}
    </select>
  );
}
