import type { VaultView } from '../../../src-contract/index.ts'
import { words } from '../../i18n/index.ts'

export interface BadgeWords {
  readonly shape: 'good' | 'warn' | 'unknown'
  readonly text: string
}

/** The secrets in two words for the status bar. Nothing to protect and nothing that protects is no warning. */
export function badgeWords({ locked, protection, advice, secretCount }: VaultView): BadgeWords {
  const t = words('security')
  if (locked) return { shape: 'warn', text: t('badge.locked') }
  if (protection === 'none') return { shape: secretCount === 0 ? 'unknown' : 'warn', text: t('badge.unprotected') }
  return advice === null ? { shape: 'good', text: t('badge.well') } : { shape: 'warn', text: t('badge.advice') }
}

/** What encrypts the secrets, for a person. */
export function protectionText({ protection, keychain }: VaultView): string {
  const t = words('security')
  switch (protection) {
    case 'passphrase':
      return t('protection.passphrase')
    case 'keychain':
      return keychain.weak ? t('protection.hidden', { backend: keychain.backend }) : t('protection.keychain')
    default:
      return t('protection.none')
  }
}

export function keychainText({ keychain: { available, backend, weak } }: VaultView): string {
  const t = words('security')
  if (!available) return t('keychain.none')
  return weak ? t('keychain.weak', { backend }) : backend
}
