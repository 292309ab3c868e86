/** Which of the two languages the pages speak: `?lang=`, else what was chosen before, else the browser's. */
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import type { Lang, Text } from "../../../client/text/text.ts";
import { firstLanguage } from "./firstLanguage.ts";
import { recall, remember } from "./remember.ts";

export type { Lang, Text };

interface Language {
  readonly lang: Lang;
  readonly choose: (lang: Lang) => void;
}

const Spoken = createContext<Language>({ lang: "zh", choose: () => undefined });

export const HTML_LANG: Readonly<Record<Lang, string>> = { en: "en", zh: "zh-CN" };

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [lang, setLang] = useState(() => firstLanguage(location.search, recall("lang"), navigator.languages));

  useEffect(() => {
    document.documentElement.lang = HTML_LANG[lang];
    remember("lang", lang);
  }, [lang]);

  const language = useMemo(() => {
    const choose = (next: Lang) => {
      nameInAddress(next);
      setLang(next);
    };
    return { lang, choose };
  }, [lang]);
  return <Spoken value={language}>{children}</Spoken>;
}

/** An address that names a language names the new one, so that it can be handed on as it is. */
function nameInAddress(lang: Lang): void {
  const address = new URL(location.href);
  if (!address.searchParams.has("lang")) return;
  address.searchParams.set("lang", lang);
  history.replaceState(history.state, "", address);
}

export function useLanguage(): Language {
  return useContext(Spoken);
}

export function useLang(): Lang {
  return useContext(Spoken).lang;
}

/** Says a text in the language of the moment. */
export function useSay(): (text: Text) => string {
  const lang = useLang();
  return (text) => text[lang];
}
