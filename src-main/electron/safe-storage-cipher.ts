import type { KeychainView } from '../../src-contract/index.ts'
import { type Clock, errorText, type Logger } from '../base/index.ts'
import type { Cipher } from './host-messages.ts'
import type { ElectronApi } from './ports.ts'
import { withinLimit } from './time-limit.ts'

/** The system may ask the user to unlock the keychain; an engine that protects positions does not wait for that for ever. */
const ANSWER_LIMIT_MS = 30_000
/** Linux without a keychain, and what is named where none could be found. */
const WEAK_BACKENDS: ReadonlySet<string> = new Set(['basic_text', 'unknown'])

type SafeStorage = Pick<
  ElectronApi['safeStorage'],
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

export interface SafeStorageCipherOptions {
  /** Usable only once the program is ready. */
  readonly safeStorage: SafeStorage
  readonly platform: NodeJS.Platform
  readonly clock: Clock
  readonly logger: Logger
}

/** Encrypts with the keychain of the system, which only this program can reach and the engine's process cannot. */
export class SafeStorageCipher implements Cipher {
  readonly #options: SafeStorageCipherOptions

  constructor(options: SafeStorageCipherOptions) {
    this.#options = options
  }

  /** Never rejects: a keychain that fails or does not answer is one that is not available. */
  async view(): Promise<KeychainView> {
    const { safeStorage, clock, logger } = this.#options
    const limit = { clock, ms: ANSWER_LIMIT_MS, what: 'the keychain' }
    const backend = this.#backend()
    const weak = WEAK_BACKENDS.has(backend)
    try {
      return { available: await withinLimit(safeStorage.isAsyncEncryptionAvailable(), limit), backend, weak }
    } catch (error) {
      logger.warn('the keychain is not available', { backend, error: errorText(error) })
      return { available: false, backend, weak }
    }
  }

  async encrypt(texts: readonly string[]): Promise<string[]> {
    const { safeStorage } = this.#options
    return this.#withAdvice('encrypt', async () => {
      const ciphertexts = await Promise.all(texts.map((text) => safeStorage.encryptStringAsync(text)))
      return ciphertexts.map((bytes) => bytes.toString('base64'))
    })
  }

  async decrypt(texts: readonly string[]): Promise<string[]> {
    const { safeStorage } = this.#options
    return this.#withAdvice('decrypt', async () => {
      const ciphertexts = texts.map((text) => Buffer.from(text, 'base64'))
      // It may advise to encrypt anew (`shouldReEncrypt`); the old ciphertext stays readable all the same.
      const clear = await Promise.all(ciphertexts.map((bytes) => safeStorage.decryptStringAsync(bytes)))
      return clear.map(({ result }) => result)
    })
  }

  #backend(): string {
    const { platform, safeStorage } = this.#options
    if (platform === 'darwin') return 'Keychain'
    return platform === 'win32' ? 'DPAPI' : safeStorage.getSelectedStorageBackend()
  }

  async #withAdvice(operation: string, work: () => Promise<string[]>): Promise<string[]> {
    try {
      return await work()
    } catch (error) {
      throw new Error(
        `The keychain of the system (${this.#backend()}) could not ${operation}: ${errorText(error)}. ` +
          'Unlock it and restart the engine; where it was reset or belongs to another user or machine, enter the secrets again.',
        { cause: error },
      )
    }
  }
}
