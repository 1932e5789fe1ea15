import type { KeychainView } from '../../../src-contract/index.ts'
import type { KeychainCipher } from '../ports.ts'

export const STRONG_KEYCHAIN: KeychainView = { available: true, backend: 'gnome_libsecret', weak: false }
export const WEAK_KEYCHAIN: KeychainView = { available: true, backend: 'basic_text', weak: true }

/** A keychain of one user on one machine: what another one encrypted it refuses. */
export class FakeKeychain implements KeychainCipher {
  readonly view: KeychainView
  readonly #owner: string

  constructor(view: KeychainView = STRONG_KEYCHAIN, owner = 'this user') {
    this.view = view
    this.#owner = owner
  }

  async encrypt(texts: readonly string[]): Promise<string[]> {
    return texts.map((text) => Buffer.from(JSON.stringify([this.#owner, text])).toString('base64'))
  }

  async decrypt(texts: readonly string[]): Promise<string[]> {
    return texts.map((text) => {
      const [owner, clear] = JSON.parse(Buffer.from(text, 'base64').toString()) as [string, string]
      if (owner !== this.#owner) throw new Error('not encrypted here')
      return clear
    })
  }
}
