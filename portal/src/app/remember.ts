/** What this browser remembers of its reader's choices, where it lets pages remember at all. */
type Choice = "lang" | "theme";

export function recall(choice: Choice): string | null {
  try {
    return localStorage.getItem(`tongdui.${choice}`);
  } catch {
    return null;
  }
}

export function remember(choice: Choice, value: string): void {
  try {
    localStorage.setItem(`tongdui.${choice}`, value);
  } catch {
    // A private window: the choice holds until it is closed.
  }
}
