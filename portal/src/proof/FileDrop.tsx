/** Where a proof file is dropped or chosen. */
import { useId, useState, type DragEvent } from "react";
import { useSay } from "../app/language.tsx";

export function FileDrop({ onFile }: { readonly onFile: (file: File) => void }) {
  const say = useSay();
  const id = useId();
  const [over, setOver] = useState(false);

  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    <div
      className={over ? "file-drop file-drop-over" : "file-drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label htmlFor={id}>
        {say({ en: "Choose a proof file, or drop it here", zh: "选择证明文件，或拖放到此处" })}
      </label>
      <p className="hint" id={`${id}-hint`}>
        {say({
          en: "A file that ends in .proof.json.gz or .json. It stays on this device: the check runs in your browser.",
          zh: "文件名以 .proof.json.gz 或 .json 结尾。文件不会上传，核验在您的浏览器中进行。",
        })}
      </p>
      <input
        id={id}
        type="file"
        accept=".gz,.json"
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) onFile(file);
          // The same file can be chosen again.
          target.value = "";
        }}
      />
    </div>
  );
}
