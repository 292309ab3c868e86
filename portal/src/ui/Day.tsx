/** Days and moments in Shanghai. */
import { useLang } from "../app/language.tsx";
import { dayText, momentText } from "./dayText.ts";

export function Day({ day }: { readonly day: string }) {
  return <time dateTime={day}>{dayText(day, useLang())}</time>;
}

export function Moment({ time }: { readonly time: number }) {
  return <time dateTime={new Date(time * 1_000).toISOString()}>{momentText(time, useLang())}</time>;
}
