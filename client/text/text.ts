/** The languages a person can be spoken to in. */
export type Lang = "en" | "zh";

/** One thing said in every language. */
export type Text = Readonly<Record<Lang, string>>;
