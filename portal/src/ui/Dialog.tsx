/** A question that has to be answered before anything else: the browser's own dialog, with its keys and focus. */
import { useEffect, useId, useRef, type ReactNode } from "react";
import { useSay } from "../app/language.tsx";
import { Button } from "./Button.tsx";

interface Props {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The button that goes on; beside it stands one that goes back. */
  readonly action?: ReactNode;
}

export function Dialog({ title, open, onClose, children, action }: Props) {
  const say = useSay();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      {open && children}
      <div className="dialog-buttons">
        <Button onClick={onClose}>{say({ en: "Back", zh: "返回" })}</Button>
        {action}
      </div>
    </dialog>
  );
}
