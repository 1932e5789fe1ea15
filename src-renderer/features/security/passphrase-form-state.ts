import { MIN_PASSPHRASE_LENGTH } from '../../../src-contract/index.ts'

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
  const length = passphrase.length
  return {
    ...(hasPassphrase && current === '' ? { current: 'Enter the passphrase of now' } : {}),
    ...(length < MIN_PASSPHRASE_LENGTH
      ? { passphrase: `At least ${MIN_PASSPHRASE_LENGTH} characters, got ${length}` }
      : {}),
    ...(repeated === passphrase ? {} : { repeated: 'Is not the same' }),
  }
}
