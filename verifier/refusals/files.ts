/** @param bytes a whole number of mebibytes, as every limit here is. */
export function mebibytes(bytes: number): string {
  return `${bytes >> 20} MiB`;
}

/** What can be wrong with a proof file as such, before anything in it is looked into. */
export const ABOUT_FILES = {
  FileTooLarge: (limit: number) => ({
    en: `The file is larger than ${mebibytes(limit)}; no proof is.`,
    zh: `文件超过 ${mebibytes(limit)}，证明文件不会有这么大。`,
  }),
  FileTooLargeUnpacked: (limit: number) => ({
    en: `Unpacked, the file is larger than ${mebibytes(limit)}; no proof is.`,
    zh: `文件解压后超过 ${mebibytes(limit)}，证明文件不会有这么大。`,
  }),
  FileEmpty: () => ({
    en: "The file is empty. Download it again, or ask for it again.",
    zh: "文件是空的。请重新下载，或请对方重新发送。",
  }),
  FileIsWebPage: () => ({
    en: "The file is a web page and not a proof: what was saved is the page that leads to the proof, or one that says that something failed. Download the proof file itself.",
    zh: "该文件是网页，不是证明文件：保存下来的是下载页面或报错页面。请下载证明文件本身。",
  }),
  FileIsTrustRoot: () => ({
    en: "The file is a trust root and not a proof: a proof is checked with it. Give the proof as the file to be checked.",
    zh: "该文件是信任根，不是证明文件：信任根用于核验证明。请提供要核验的证明文件。",
  }),
  PackingDamaged: (byAnotherProgram: boolean) =>
    byAnotherProgram
      ? {
          en: "The file was packed again by another program, so its packing cannot be checked. Unpack it and check the .json file in it, or get the file as it was issued.",
          zh: "该文件由其他程序重新压缩，无法核对其完整性。请解压后核验其中的 .json 文件，或取得签发时的原文件。",
        }
      : {
          en: "The packed file is damaged, cut short or packed again by another program: its content does not agree with the checksum in its head. Download it again; if that does not help, unpack it and check the .json file in it.",
          zh: "压缩文件已损坏、不完整或由其他程序重新压缩：内容与文件头中的校验值不符。请重新下载；如仍不通过，请解压后核验其中的 .json 文件。",
        },
  NotAProof: () => ({
    en: "The file is not a proof of Tongdui.",
    zh: "该文件不是通兑的证明文件。",
  }),
  ProofVersionUnknown: () => ({
    en: "The proof has a version that this verifier does not know. A newer verifier is needed.",
    zh: "本核验程序不支持该证明文件的版本，请使用更新版本的核验程序。",
  }),
  ProofMisshapen: (place: string) => ({
    en: `The proof does not have the form of one: ${place} is not as it must be.`,
    zh: `证明文件的格式不对：${place} 不符合要求。`,
  }),
  ProofNotCanonical: () => ({
    en: "The proof is not written character for character as proofs are. It was changed after it was made, if only by a program that opened and saved it: get the file as it was issued.",
    zh: "证明文件的写法与规定的不完全一致，制作之后被改动过，也可能只是被其他程序打开后另存。请取得签发时的原文件。",
  }),
  ProofHashWrong: () => ({
    en: "The proof's content does not have the hash that the proof names. It was changed after it was made.",
    zh: "证明内容与其所载的哈希值不符，制作之后被改动过。",
  }),
  Malformed: () => ({
    en: "The file cannot be read as a proof.",
    zh: "该文件无法作为证明文件读取。",
  }),
};
