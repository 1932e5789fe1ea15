import { MIN_PASSPHRASE_LENGTH, Passphrase } from '../src-contract/index.ts'
import { type Clock, EngineError, FatalError, type Logger } from './base/index.ts'
import type { EngineConfigStore } from './compose-parts.ts'
import { type KeychainCipher, readPassphraseFile, SecretVault } from './security/index.ts'

/** Where the passphrase of the vault comes from, for a start that nobody watches. */
export type PassphraseSource =
  | { readonly kind: 'file'; readonly file: string }
  /** `origin` says to a person where the text was given. */
  | { readonly kind: 'text'; readonly text: string; readonly origin: string }

export interface SecretsOptions {
  readonly folder: string
  readonly config: EngineConfigStore
  readonly clock: Clock
  readonly logger: Logger
  readonly keychain: KeychainCipher | undefined
  readonly passphrase: PassphraseSource | undefined
}

/**
 * Opens the vault of a data folder, and unlocks it where a passphrase is given. One that is given for an empty vault
 * without any becomes its passphrase, so that a machine without a desktop can be set up by a file.
 * @throws FatalError where the passphrase is wrong or cannot be read, or the vault is damaged.
 */
export async function openSecrets(options: SecretsOptions): Promise<SecretVault> {
  const { folder, config, clock, keychain, passphrase } = options
  const logger = options.logger.child('vault')
  const vault = await SecretVault.open({
    folder,
    clock,
    logger,
    acceptWeakKeychain: () => config.current.desktop.acceptWeakKeychain,
    ...(keychain ? { keychain } : {}),
  })
  if (passphrase) await givePassphrase(vault, passphrase, logger)
  return vault
}

async function givePassphrase(vault: SecretVault, source: PassphraseSource, logger: Logger): Promise<void> {
  const passphrase = source.kind === 'file' ? readPassphraseFile(source.file) : source.text
  const origin = source.kind === 'file' ? source.file : source.origin
  const { locked, secretCount } = vault.view()
  if (locked) await unlock(vault, passphrase, origin)
  else if (secretCount > 0) logger.warn('a passphrase was given, but the keychain protects the vault', { origin })
  else await vault.setPassphrase(checked(passphrase, origin), undefined)
}

async function unlock(vault: SecretVault, passphrase: string, origin: string): Promise<void> {
  try {
    await vault.unlock(passphrase)
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'WRONG_PASSPHRASE') throw error
    throw new FatalError(
      `The passphrase given by ${origin} is not the one of the vault; the engine was not started. ` +
        'Give the right one, or none: the engine then runs with its secrets locked.',
      { cause: error },
    )
  }
}

function checked(passphrase: string, origin: string): string {
  if (Passphrase.safeParse(passphrase).success) return passphrase
  throw new FatalError(
    `The passphrase given by ${origin} cannot protect a vault: it must be ${MIN_PASSPHRASE_LENGTH} to 1000 characters long.`,
  )
}
