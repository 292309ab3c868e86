import { useSay } from "../app/language.tsx";

interface Props {
  /** Of the index, as `/programs`, with its query. */
  readonly path: string;
  /** There are amounts in it, which a table has in fen. */
  readonly amounts?: boolean;
}

/** A list as a table for spreadsheets. */
export function CsvLink({ path, amounts = true }: Props) {
  const say = useSay();
  return (
    <p className="download screen-only">
      <a href={`/index${path}${path.includes("?") ? "&" : "?"}format=csv`} download>
        {say(amounts ? IN_FEN : PLAIN)}
      </a>
    </p>
  );
}

const PLAIN = { en: "Download as a table (CSV)", zh: "下载表格（CSV）" };
const IN_FEN = { en: "Download as a table (CSV, amounts in fen)", zh: "下载表格（CSV，金额单位为分）" };
