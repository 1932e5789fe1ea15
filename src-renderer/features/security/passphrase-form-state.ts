import { MIN_PASSPHRASE_LENGTH } from '../../../src-contract/index.ts'
import { words } from '../../i18n/index.ts'

export interface PassphraseTexts {
  readonly current: string
  readonly passphrase: string
  readonly repeated: string
}
export type PassphraseField = keyof PassphraseTexts

export const NO_TEXTS: PassphraseTexts = { current: '', passphrase: '', repeated: '' }

/** What keeps a new passphrase from being set, by field; empty when nothing does. */
export function passphraseFaults(
  { current, passphrase, repeated }: PassphraseTexts,
  hasPassphrase: boolean,
): Partial<Record<PassphraseField, string>> {
  const t = words('security')
  const length = passphrase.length
  return {
    ...(hasPassphrase && current === '' ? { current: t('form.nowMissing') } : {}),
    ...(length < MIN_PASSPHRASE_LENGTH
      ? { passphrase: t('form.tooShort', { least: MIN_PASSPHRASE_LENGTH, length }) }
      : {}),
    ...(repeated === passphrase ? {} : { repeated: t('form.notSame') }),
  }
}
