import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { readSecretFile } from "../../client/files/secretFile.ts";

/** Asks a person for something that the screen does not show. */
export type Asking = { readonly askSecret: (question: Text) => Promise<string> };

/** A new password's least length in characters. */
export const LEAST_PASSWORD = 12;

/**
 * The password of a key that exists: from a file if there is one, else from the person.
 *
 * @param what names the key in the question.
 * @throws TongduiError as {@link readSecretFile}; `PasswordEmpty`.
 */
export async function passwordFor(what: Text, asking: Asking, passwordFile?: string): Promise<string> {
  if (passwordFile !== undefined) return readSecretFile(passwordFile);
  const password = await asking.askSecret({ en: `Password of ${what.en}`, zh: `${what.zh}的密码` });
  if (password !== "") return password;
  throw new TongduiError("PasswordEmpty", { en: "No password was given.", zh: "未输入密码。" });
}

const THE_KEY: Text = { en: "the key", zh: "密钥" };

/**
 * A password for a key that is being saved: from a file if there is one, else from the person, who types it twice.
 *
 * @param what names what it is to seal, in the question, where that is no key.
 * @throws TongduiError as {@link readSecretFile}; `PasswordTooShort`, `PasswordsDiffer`.
 */
export async function newPassword(asking: Asking, passwordFile?: string, what = THE_KEY): Promise<string> {
  if (passwordFile !== undefined) return longEnough(await readSecretFile(passwordFile));
  const first = longEnough(
    await asking.askSecret({
      en: `New password for ${what.en}, at least ${LEAST_PASSWORD} characters`,
      zh: `为${what.zh}设置新密码（至少 ${LEAST_PASSWORD} 个字符）`,
    }),
  );
  const second = await asking.askSecret({ en: "The same password once more", zh: "再次输入同一密码" });
  if (first === second) return first;
  throw new TongduiError(
    "PasswordsDiffer",
    { en: "The two passwords are not the same; nothing was saved.", zh: "两次输入的密码不一致，未保存任何内容。" },
    { hint: { en: "Run the command again.", zh: "请重新运行命令。" } },
  );
}

function longEnough(password: string): string {
  if ([...password].length >= LEAST_PASSWORD) return password;
  throw new TongduiError(
    "PasswordTooShort",
    {
      en: `The password is shorter than ${LEAST_PASSWORD} characters; nothing was saved.`,
      zh: `密码不足 ${LEAST_PASSWORD} 个字符，未保存任何内容。`,
    },
    {
      hint: {
        en: "Take several words that belong together for you only.",
        zh: "建议使用只有您自己知道的几个词语组合。",
      },
    },
  );
}
