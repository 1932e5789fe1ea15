import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import { STRONG_KEYCHAIN, WEAK_KEYCHAIN } from './testing/fake-keychain.ts'
import type { VaultEntry } from './vault-file.ts'
import { adviceOf, protectionOf, type VaultState } from './vault-protection.ts'

const NO_KEYCHAIN = { available: false, backend: 'none', weak: false }
const STATE: VaultState = {
  hasPassphrase: false,
  keychain: STRONG_KEYCHAIN,
  acceptWeakKeychain: false,
  locked: false,
  entries: [],
  unreadable: [],
}

function keychainEntry(name: string, backend: string): VaultEntry {
  return { name, setAtMs: timeMs(1), sealedBy: 'keychain', backend, ciphertext: 'AAAA' }
}

describe('protectionOf', () => {
  const cases = [
    { hasPassphrase: true, keychain: STRONG_KEYCHAIN, acceptWeakKeychain: true, expected: 'passphrase' },
    { hasPassphrase: true, keychain: NO_KEYCHAIN, acceptWeakKeychain: false, expected: 'passphrase' },
    { hasPassphrase: false, keychain: STRONG_KEYCHAIN, acceptWeakKeychain: false, expected: 'keychain' },
    { hasPassphrase: false, keychain: WEAK_KEYCHAIN, acceptWeakKeychain: false, expected: 'none' },
    { hasPassphrase: false, keychain: WEAK_KEYCHAIN, acceptWeakKeychain: true, expected: 'keychain' },
    { hasPassphrase: false, keychain: NO_KEYCHAIN, acceptWeakKeychain: true, expected: 'none' },
  ] as const
  it.each(cases)(
    'is $expected (passphrase $hasPassphrase, $keychain.backend, weak accepted $acceptWeakKeychain)',
    ({ expected, ...policy }) => expect(protectionOf(policy)).toBe(expected),
  )
})

describe('adviceOf', () => {
  it('says nothing where all is well', () => {
    expect(adviceOf(STATE)).toBeNull()
    expect(adviceOf({ ...STATE, keychain: WEAK_KEYCHAIN, hasPassphrase: true })).toBeNull()
    expect(adviceOf({ ...STATE, keychain: NO_KEYCHAIN, hasPassphrase: true })).toBeNull()
  })

  it('asks for the passphrase of a locked vault', () => {
    expect(adviceOf({ ...STATE, hasPassphrase: true, locked: true })).toBe(
      'The secrets are locked: give the passphrase of the vault.',
    )
  })

  it('asks for a passphrase where nothing protects', () => {
    expect(adviceOf({ ...STATE, keychain: NO_KEYCHAIN })).toBe(
      'There is no keychain at hand: set a passphrase before secrets can be kept.',
    )
    expect(adviceOf({ ...STATE, keychain: WEAK_KEYCHAIN })).toBe(
      'basic_text hides secrets only, with a key that is the same on every machine: ' +
        'set a passphrase before secrets can be kept.',
    )
    expect(adviceOf({ ...STATE, keychain: WEAK_KEYCHAIN, acceptWeakKeychain: true })).toBe(
      'basic_text hides secrets only, with a key that is the same on every machine: set a passphrase.',
    )
  })

  it('says that a keychain became weaker', () => {
    const entries = [keychainEntry('a', 'kwallet6'), keychainEntry('b', 'kwallet6'), keychainEntry('c', 'basic_text')]
    expect(adviceOf({ ...STATE, keychain: WEAK_KEYCHAIN, entries })).toMatch(
      /^The keychain was kwallet6 before\. basic_text hides secrets only/,
    )
  })

  it.each([
    [NO_KEYCHAIN, 'and no keychain is at hand'],
    [STRONG_KEYCHAIN, 'and the keychain at hand is gnome_libsecret'],
    [
      { ...STRONG_KEYCHAIN, backend: 'kwallet6' },
      'by another user or on another machine, or the keychain was not opened',
    ],
  ])('names secrets of another keychain, with %j at hand', (keychain, because) => {
    const unreadable = [keychainEntry('a.key', 'kwallet6'), keychainEntry('b.key', 'kwallet6')]
    expect(adviceOf({ ...STATE, keychain, entries: unreadable, unreadable })).toContain(
      `These secrets cannot be read here: a.key, b.key; they were encrypted with kwallet6, ${because}. They are kept.`,
    )
  })

  it('names secrets that were changed by another hand', () => {
    const entry: VaultEntry = { name: 'a.key', setAtMs: timeMs(1), sealedBy: 'passphrase', ciphertext: 'AAAA' }
    expect(adviceOf({ ...STATE, hasPassphrase: true, entries: [entry], unreadable: [entry] })).toContain(
      'a.key; they were changed outside this program.',
    )
  })
})
