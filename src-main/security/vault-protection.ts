import type { KeychainView, VaultView } from '../../src-contract/index.ts'
import type { VaultEntry } from './vault-file.ts'

/** What decides how secrets are kept. */
export interface VaultPolicy {
  readonly hasPassphrase: boolean
  readonly keychain: KeychainView
  /** The trader accepts a keychain that only hides. */
  readonly acceptWeakKeychain: boolean
}

/** How a vault stands, for its advice. */
export interface VaultState extends VaultPolicy {
  /** It has a passphrase that was not given yet. */
  readonly locked: boolean
  readonly entries: readonly VaultEntry[]
  /** Those of them that should be readable and are not. */
  readonly unreadable: readonly VaultEntry[]
}

/** What new secrets are encrypted with: a passphrase wherever one is set, else a keychain that protects. */
export function protectionOf({ hasPassphrase, keychain, acceptWeakKeychain }: VaultPolicy): VaultView['protection'] {
  if (hasPassphrase) return 'passphrase'
  return keychain.available && (!keychain.weak || acceptWeakKeychain) ? 'keychain' : 'none'
}

/** What a person should do for the secrets; null where nothing. */
export function adviceOf(state: VaultState): string | null {
  const advice = [lockedAdvice(state), unreadableAdvice(state), keychainAdvice(state)].filter((text) => text !== '')
  return advice.length > 0 ? advice.join(' ') : null
}

function lockedAdvice({ locked }: VaultState): string {
  return locked ? 'The secrets are locked: give the passphrase of the vault.' : ''
}

function unreadableAdvice({ unreadable, keychain }: VaultState): string {
  if (unreadable.length === 0) return ''
  const names = unreadable.map(({ name }) => name).join(', ')
  const backends = keychainsOf(unreadable)
  const because =
    backends.length === 0
      ? 'they were changed outside this program'
      : `they were encrypted with ${backends.join(', ')}, ${keychainNow(keychain, backends)}`
  return `These secrets cannot be read here: ${names}; ${because}. They are kept. Start the program where they were set, or set them anew.`
}

/** Names of the keychains that encrypted these entries, each once. */
function keychainsOf(entries: readonly VaultEntry[]): readonly string[] {
  return [...new Set(entries.flatMap((entry) => (entry.sealedBy === 'keychain' ? [entry.backend] : [])))]
}

function keychainNow({ available, backend }: KeychainView, backends: readonly string[]): string {
  if (!available) return 'and no keychain is at hand'
  return backends.includes(backend)
    ? 'by another user or on another machine, or the keychain was not opened'
    : `and the keychain at hand is ${backend}`
}

function keychainAdvice(state: VaultState): string {
  const { keychain, hasPassphrase } = state
  if (hasPassphrase) return ''
  if (!keychain.available) return 'There is no keychain at hand: set a passphrase before secrets can be kept.'
  if (!keychain.weak) return ''
  const before = keychainsOf(state.entries).filter((backend) => backend !== keychain.backend)
  const changed = before.length > 0 ? `The keychain was ${before.join(', ')} before. ` : ''
  const refused = state.acceptWeakKeychain ? '' : ' before secrets can be kept'
  return (
    `${changed}${keychain.backend} hides secrets only, with a key that is the same on every machine: ` +
    `set a passphrase${refused}.`
  )
}
