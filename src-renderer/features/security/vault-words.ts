import type { VaultView } from '../../../src-contract/index.ts'

export interface BadgeWords {
  readonly shape: 'good' | 'warn' | 'unknown'
  readonly text: string
}

/** The secrets in two words for the status bar. Nothing to protect and nothing that protects is no warning. */
export function badgeWords({ locked, protection, advice, secretCount }: VaultView): BadgeWords {
  if (locked) return { shape: 'warn', text: 'Secrets locked' }
  if (protection === 'none') return { shape: secretCount === 0 ? 'unknown' : 'warn', text: 'No passphrase' }
  return advice === null ? { shape: 'good', text: 'Secrets' } : { shape: 'warn', text: 'Secrets: see advice' }
}

/** What encrypts the secrets, for a person. */
export function protectionText({ protection, keychain }: VaultView): string {
  switch (protection) {
    case 'passphrase':
      return 'A passphrase'
    case 'keychain':
      return keychain.weak ? `${keychain.backend}, which only hides them` : `The system's keychain`
    default:
      return 'Nothing yet'
  }
}

export function keychainText({ keychain: { available, backend, weak } }: VaultView): string {
  if (!available) return 'None at hand'
  return weak ? `${backend}, weak` : backend
}
