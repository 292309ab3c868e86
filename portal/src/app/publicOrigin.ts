/** Where everybody finds these pages: on paper stands this. `tongdui desk` serves them to one computer alone, and names the portal in them. */
export function publicOrigin(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="portal"]')?.content ?? location.origin;
}
