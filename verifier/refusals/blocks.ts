/** What can be wrong with block headers and their seals. */
export const ABOUT_BLOCKS = {
  HeaderUnreadable: (index: number, field: string) => ({
    en: `Block header ${index + 1} of the proof is not as a block header must be (${field}).`,
    zh: `证明中的第 ${index + 1} 个区块头格式不符（${field}）。`,
  }),
  HeadersOutOfOrder: (index: number) => ({
    en: `Block header ${index + 1} of the proof does not have a higher number than the one before it.`,
    zh: `证明中的第 ${index + 1} 个区块头的编号不大于前一个。`,
  }),
  OtherValidators: (block: number) => ({
    en: `Block ${block} names other validators than the trust root does for that block.`,
    zh: `区块 ${block} 所列的验证节点与信任根为该区块所列的不同。`,
  }),
  TooManySeals: (block: number, seals: number, of: number) => ({
    en: `Block ${block} carries ${seals} seals, but there are only ${of} validators.`,
    zh: `区块 ${block} 带有 ${seals} 个签章，而验证节点只有 ${of} 个。`,
  }),
  SealUnreadable: (block: number, index: number) => ({
    en: `Seal ${index + 1} of block ${block} is no seal.`,
    zh: `区块 ${block} 的第 ${index + 1} 个签章无效。`,
  }),
  SealByStranger: (block: number, index: number, address: string) => ({
    en: `Seal ${index + 1} of block ${block} is by ${address}, which is no validator of that block: the block was changed, or sealed by a stranger.`,
    zh: `区块 ${block} 的第 ${index + 1} 个签章出自 ${address}，它不是该区块的验证节点：区块被改动过，或由他人签章。`,
  }),
  SealTwice: (block: number, index: number, address: string) => ({
    en: `Seal ${index + 1} of block ${block} is a second one by the validator ${address}.`,
    zh: `区块 ${block} 的第 ${index + 1} 个签章是验证节点 ${address} 的重复签章。`,
  }),
  TooFewSeals: (block: number, sealed: number, needed: number, of: number) => ({
    en: `Block ${block} is sealed by ${sealed} of ${of} validators; at least ${needed} are needed.`,
    zh: `区块 ${block} 只有 ${of} 个验证节点中的 ${sealed} 个签章，至少需要 ${needed} 个。`,
  }),
  HeaderUnused: (block: number) => ({
    en: `The proof holds block ${block}, in which nothing that it proves happened.`,
    zh: `证明中含有区块 ${block}，但所证明的事项均不在该区块内。`,
  }),
};
