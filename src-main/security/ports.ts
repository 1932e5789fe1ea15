import type { KeychainView, SecretView } from '../../src-contract/index.ts'
import type { Event } from '../base/index.ts'

/** The system's keychain, reached through the program that hosts the engine; there is none headless. */
export interface KeychainCipher {
  readonly view: KeychainView
  /** Clear texts to base64 ciphertexts, in the same order. */
  encrypt(texts: readonly string[]): Promise<string[]>
  /** Back again; rejects where one of them was not encrypted by this user on this machine. */
  decrypt(texts: readonly string[]): Promise<string[]>
}

/** Secrets by name, for the parts of the engine that sign in somewhere. */
export interface SecretStore {
  /** From memory; undefined where there is no such secret, or it cannot be read at the moment. */
  read(name: string): string | undefined
  /** Names of secrets for which `read` gives another answer from now on. */
  readonly onChange: Event<readonly string[]>
  /**
   * Keeps a secret; it is on the disk when the promise resolves.
   * @throws EngineError `SECRETS_LOCKED` or `SECRETS_UNPROTECTED`.
   */
  put(name: string, value: string): Promise<SecretView>
  /** @throws EngineError `UNKNOWN_SECRET`. */
  remove(name: string): Promise<void>
  /** By name. */
  list(): readonly SecretView[]
}
