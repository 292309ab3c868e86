import {
  AbstractSigner,
  copyRequest,
  getAddress,
  isAddress,
  isHexString,
  resolveAddress,
  Signature,
  toQuantity,
  Transaction,
  TypedDataEncoder,
  verifyTypedData,
  type Provider,
  type TransactionRequest,
  type TypedDataDomain,
  type TypedDataField,
} from "ethers";
import { z } from "zod";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { SignerCalls } from "./signerCalls.ts";
import { differences } from "./transactionFields.ts";

const ACCOUNTS = "eth_accounts";
const SIGN_TRANSACTION = "eth_signTransaction";
const SIGN_TYPED_DATA = "eth_signTypedData";

const addresses = z.array(z.string().refine((text) => isAddress(text)));

/**
 * An account whose key is with a signer of its own (https://docs.web3signer.consensys.io/reference/api/json-rpc), a process that
 * holds it or asks a device for it. What it signs is taken only if it is exactly what was asked for, signed by the account.
 *
 * The signer's address must not be reachable for others: it signs for whoever asks.
 */
export class ExternalSigner extends AbstractSigner {
  readonly account: string;
  readonly #calls: SignerCalls;

  /** @param account the address that it signs for. */
  constructor(calls: SignerCalls, account: string, provider?: Provider | null) {
    super(provider ?? undefined);
    this.#calls = calls;
    this.account = getAddress(account);
  }

  /**
   * The accounts that the signer holds, checksummed.
   *
   * @throws TongduiError as {@link SignerCalls.ask}.
   */
  async accounts(): Promise<string[]> {
    const result = addresses.safeParse(await this.#calls.ask(ACCOUNTS, []));
    if (!result.success) throw this.#calls.unreadable(ACCOUNTS);
    return result.data.map((address) => getAddress(address));
  }

  /**
   * Demands that the signer holds the account.
   *
   * @throws TongduiError `SignerLacksAccount`; as {@link SignerCalls.ask}.
   */
  async demandAccount(): Promise<void> {
    const held = await this.accounts();
    if (held.includes(this.account)) return;
    throw new TongduiError(
      "SignerLacksAccount",
      {
        en: `The signer at ${this.#calls.shown} does not hold the key of ${this.account}.`,
        zh: `${this.#calls.shown} 的签名服务未持有账户 ${this.account} 的密钥。`,
      },
      {
        hint: {
          en: `It holds ${held.length}: ${held.slice(0, 5).join(", ")}${held.length > 5 ? " …" : "."}`,
          zh: `其持有 ${held.length} 个：${held.slice(0, 5).join("、")}${held.length > 5 ? "……" : "。"}`,
        },
      },
    );
  }

  override getAddress(): Promise<string> {
    return Promise.resolve(this.account);
  }

  override connect(provider: Provider | null): ExternalSigner {
    return new ExternalSigner(this.#calls, this.account, provider);
  }

  /**
   * Has a transaction signed.
   *
   * @param request complete: with nonce, gas limit, chain and fees. Of the old type, or with a priority fee (type 2).
   * @throws TongduiError `TransactionNotForSigner`, `SignerAnswerWrong`; as {@link SignerCalls.ask}.
   */
  override async signTransaction(request: TransactionRequest): Promise<string> {
    const asked = await this.#complete(request);
    const answer = await this.#calls.ask(SIGN_TRANSACTION, [paramsOf(asked, this.account)]);
    let signed: Transaction;
    try {
      signed = Transaction.from(z.string().parse(answer));
    } catch {
      throw this.#calls.unreadable(SIGN_TRANSACTION);
    }
    if (!signed.isSigned()) throw this.#calls.unreadable(SIGN_TRANSACTION);
    const other = differences(asked, signed);
    if (other) {
      throw this.#wrong({
        en: `signed another transaction than it was asked to (${other.en})`,
        zh: `签署的交易与请求不符（${other.zh}）`,
      });
    }
    if (signed.from !== this.account) throw this.#wrong(OTHER_ACCOUNT);
    return signed.serialized;
  }

  /**
   * Has a message of EIP-712 signed.
   *
   * @throws TongduiError `SignerAnswerWrong`; as {@link SignerCalls.ask}.
   */
  override async signTypedData(
    domain: TypedDataDomain,
    types: Record<string, TypedDataField[]>,
    value: Record<string, unknown>,
  ): Promise<string> {
    const payload = JSON.stringify(TypedDataEncoder.getPayload(domain, types, value));
    const answer = await this.#calls.ask(SIGN_TYPED_DATA, [this.account, payload]);
    if (!isHexString(answer, 65)) throw this.#calls.unreadable(SIGN_TYPED_DATA);
    let signed: { signature: string; by: string };
    try {
      const signature = Signature.from(answer).serialized;
      signed = { signature, by: verifyTypedData(domain, types, value, signature) };
    } catch {
      throw this.#calls.unreadable(SIGN_TYPED_DATA);
    }
    if (signed.by !== this.account) throw this.#wrong(OTHER_MESSAGE);
    return signed.signature;
  }

  /** @throws TongduiError `SignerSignsNoText`: nothing of ours is a plain message. */
  override signMessage(): Promise<string> {
    return Promise.reject(
      new TongduiError("SignerSignsNoText", {
        en: "An external signer is asked for transactions and for typed data only, not for plain text.",
        zh: "外部签名服务仅用于签署交易和结构化数据，不签署普通文本。",
      }),
    );
  }

  async #complete(request: TransactionRequest): Promise<Transaction> {
    const { from, to, ...rest } = copyRequest(request);
    const sender = from == null ? this.account : await resolveAddress(from, this);
    const receiver = to == null ? null : await resolveAddress(to, this);
    const asked = Transaction.from({ ...rest, to: receiver });
    asked.type ??= asked.inferType();
    const known = (asked.type === 0 || asked.type === 2) && (asked.accessList ?? []).length === 0;
    const whole = rest.nonce != null && asked.chainId > 0n && asked.gasLimit > 0n;
    if (known && whole && sender === this.account) return asked;
    throw new TongduiError("TransactionNotForSigner", {
      en: "An external signer signs only complete transactions of its own account, of type 0 or 2 and without access list.",
      zh: "外部签名服务只签署本账户的、字段齐全且不含访问列表的 0 型或 2 型交易。",
    });
  }

  #wrong({ en, zh }: { en: string; zh: string }): TongduiError {
    return new TongduiError(
      "SignerAnswerWrong",
      {
        en: `The signer at ${this.#calls.shown} ${en}; its answer was not used.`,
        zh: `${this.#calls.shown} 的签名服务${zh}，其应答未被采用。`,
      },
      {
        hint: {
          en: "Do not use this signer until its keeper has found out why.",
          zh: "在其管理人员查明原因之前，请勿使用该签名服务。",
        },
      },
    );
  }
}

const OTHER_ACCOUNT = { en: "signed with the key of another account", zh: "使用了其他账户的密钥签名" };

/** A signature does not tell which of the two is other. */
const OTHER_MESSAGE = {
  en: "signed another message, or with the key of another account",
  zh: "签署了其他内容，或使用了其他账户的密钥签名",
};

/** A transaction as Web3Signer takes it; what is zero it would fill in for itself, so everything is said. */
function paramsOf(asked: Transaction, account: string): Record<string, string> {
  const fees =
    asked.maxFeePerGas === null
      ? { gasPrice: toQuantity(asked.gasPrice ?? 0n) }
      : {
          maxFeePerGas: toQuantity(asked.maxFeePerGas),
          maxPriorityFeePerGas: toQuantity(asked.maxPriorityFeePerGas ?? 0n),
        };
  return {
    from: account,
    ...(asked.to === null ? {} : { to: asked.to }),
    nonce: toQuantity(asked.nonce),
    gas: toQuantity(asked.gasLimit),
    value: toQuantity(asked.value),
    data: asked.data,
    chainId: toQuantity(asked.chainId),
    ...fees,
  };
}
