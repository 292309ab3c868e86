/** Light, dark, or as the device has it. */
import { useEffect, useState } from "react";
import { recall, remember } from "./remember.ts";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const isTheme = (text: string | null): text is Theme => THEMES.some((theme) => theme === text);

export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(() => {
    const before = recall("theme");
    return isTheme(before) ? before : "auto";
  });
  useEffect(() => {
    if (theme === "auto") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    remember("theme", theme);
    document.dispatchEvent(new Event("tongdui:theme"));
  }, [theme]);
  return [theme, setTheme];
}
