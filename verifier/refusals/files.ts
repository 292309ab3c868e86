/** What can be wrong with a proof file as such, before anything in it is looked into. */
export const ABOUT_FILES = {
  FileTooLarge: (limit: number) => ({
    en: `The file is larger than ${limit} bytes; no proof is.`,
    zh: `文件超过 ${limit} 字节，证明文件不会有这么大。`,
  }),
  FileTooLargeUnpacked: (limit: number) => ({
    en: `Unpacked, the file is larger than ${limit} bytes; no proof is.`,
    zh: `文件解压后超过 ${limit} 字节，证明文件不会有这么大。`,
  }),
  PackingDamaged: () => ({
    en: "The packed file is damaged, or was packed by another program: its packing differs from the checksum in its head.",
    zh: "压缩文件已损坏，或由其他程序重新压缩：压缩内容与文件头中的校验值不符。",
  }),
  NotAProof: () => ({
    en: "The file is not a proof of Tongdui.",
    zh: "该文件不是通兑的证明文件。",
  }),
  ProofVersionUnknown: () => ({
    en: "The proof has a version that this verifier does not know. A newer verifier is needed.",
    zh: "证明文件的版本超出本验证程序的范围，需要更新的验证程序。",
  }),
  ProofMisshapen: (place: string) => ({
    en: `The proof does not have the form of one: ${place} is not as it must be.`,
    zh: `证明文件的格式不对：${place} 不符合要求。`,
  }),
  ProofNotCanonical: () => ({
    en: "The proof says the same in other characters than a proof is written in. It was changed after it was made.",
    zh: "证明文件的写法不是规定的写法，制作之后被改动过。",
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
