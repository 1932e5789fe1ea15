import { z } from 'zod'
import { KeychainView } from './host-link.ts'
import { TimeMsValue } from './primitives.ts'

/** How the secrets of a data folder are kept. */
export const VaultView = z.object({
  /**
   * What new secrets are encrypted with. `none`: nothing that protects is at hand, and secrets are refused until a
   * passphrase is set.
   */
  protection: z.enum(['keychain', 'passphrase', 'none']),
  /** Encrypted with a passphrase that has not been given since the start: nothing can be read or written. */
  locked: z.boolean(),
  keychain: KeychainView,
  secretCount: z.number().int(),
  /** What should be done for better protection, for a person; null where all is well. */
  advice: z.string().nullable(),
})
export type VaultView = z.infer<typeof VaultView>

/** Name of a secret: lower-case words with dots and dashes, such as `binance.main.api-key`. */
export const SecretName = z
  .string()
  .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, 'must be lower-case words joined by "." or "-"')
  .max(80)

/** A secret as it is shown: its value is never given out. */
export const SecretView = z.object({ name: SecretName, setAtMs: TimeMsValue })
export type SecretView = z.infer<typeof SecretView>

export const MIN_PASSPHRASE_LENGTH = 12
export const Passphrase = z.string().min(MIN_PASSPHRASE_LENGTH).max(1_000)
