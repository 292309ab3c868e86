import { useSay } from "../app/language.tsx";
import { Button } from "../ui/Button.tsx";
import { Loading } from "../ui/Notice.tsx";

/** A check under way, which the person can end. */
export function Running({ onCancel }: { readonly onCancel: () => void }) {
  const say = useSay();
  return (
    <div className="running">
      <Loading what={{ en: "The proof is being checked in your browser …", zh: "正在您的浏览器中核验……" }} />
      <Button onClick={onCancel}>{say({ en: "Stop", zh: "停止" })}</Button>
    </div>
  );
}
