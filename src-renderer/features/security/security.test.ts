import { describe, expect, it } from 'vitest'
import type { VaultView } from '../../../src-contract/index.ts'
import { NO_TEXTS, passphraseFaults } from './passphrase-form-state.ts'
import { badgeWords, keychainText, protectionText } from './vault-words.ts'

const PASSPHRASE = 'correct horse battery'
const KEYCHAIN = { available: true, backend: 'kwallet6', weak: false }

const vault = (change: Partial<VaultView> = {}): VaultView => ({
  protection: 'keychain',
  locked: false,
  keychain: KEYCHAIN,
  secretCount: 2,
  advice: null,
  ...change,
})

describe('the secrets in the status bar', () => {
  it.each<[string, Partial<VaultView>, string, string]>([
    ['are well', {}, 'good', 'Secrets'],
    ['are locked', { protection: 'passphrase', locked: true, advice: 'unlock them' }, 'warn', 'Secrets locked'],
    ['are unprotected', { protection: 'none', advice: 'set a passphrase' }, 'warn', 'No passphrase'],
    ['would be unprotected', { protection: 'none', secretCount: 0, advice: 'set one' }, 'unknown', 'No passphrase'],
    ['want attention', { advice: 'set a passphrase' }, 'warn', 'Secrets: see advice'],
  ])('%s', (_, change, ...[shape, text]) => {
    expect(badgeWords(vault(change))).toEqual({ shape, text })
  })
})

describe('the vault in words', () => {
  it.each<[Partial<VaultView>, string, string]>([
    [{}, "The system's keychain", 'kwallet6'],
    [
      { keychain: { available: true, backend: 'basic_text', weak: true } },
      'basic_text, which only hides them',
      'basic_text, weak',
    ],
    [{ protection: 'passphrase' }, 'A passphrase', 'kwallet6'],
    [
      { protection: 'none', keychain: { available: false, backend: 'none', weak: false } },
      'Nothing yet',
      'None at hand',
    ],
  ])('says what encrypts and which keychain there is: %j', (change, protection, keychain) => {
    expect([protectionText(vault(change)), keychainText(vault(change))]).toEqual([protection, keychain])
  })
})

describe('a new passphrase', () => {
  const texts = { current: 'the old passphrase', passphrase: PASSPHRASE, repeated: PASSPHRASE }

  it('is set when it is long enough and written twice', () => {
    expect(passphraseFaults(texts, true)).toEqual({})
    expect(passphraseFaults({ ...texts, current: '' }, false)).toEqual({})
  })

  it('is kept back with what is wrong at each field', () => {
    expect(passphraseFaults(NO_TEXTS, true)).toEqual({
      current: 'Enter the passphrase of now',
      passphrase: 'At least 12 characters, got 0',
    })
    expect(passphraseFaults({ ...texts, passphrase: 'short', repeated: 'other' }, false)).toEqual({
      passphrase: 'At least 12 characters, got 5',
      repeated: 'Is not the same',
    })
  })
})
