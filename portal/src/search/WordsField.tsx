import { useSay, type Text } from "../app/language.tsx";
import { TextField } from "../ui/Field.tsx";

interface Props {
  readonly label?: Text;
  readonly value: string;
  readonly onChange: (typed: string) => void;
}

/** Words that a list is narrowed down by, as many as the index takes. */
export function WordsField({ label = { en: "Words", zh: "关键词" }, value, onChange }: Props) {
  const say = useSay();
  return (
    <TextField
      type="search"
      label={say(label)}
      value={value}
      maxLength={80}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
