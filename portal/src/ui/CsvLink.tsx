import { useSay } from "../app/language.tsx";

/** A list as a table for spreadsheets. @param path of the index, as `/programs`, with its query. */
export function CsvLink({ path }: { readonly path: string }) {
  const say = useSay();
  return (
    <p className="screen-only">
      <a href={`/index${path}${path.includes("?") ? "&" : "?"}format=csv`} download>
        {say({ en: "Download as a table (CSV, amounts in fen)", zh: "下载表格（CSV，金额单位为分）" })}
      </a>
    </p>
  );
}
