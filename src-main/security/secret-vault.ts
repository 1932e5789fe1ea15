import { join } from 'node:path'
import {
  ERROR_TABLE,
  type KeychainView,
  SecretName,
  type SecretView,
  type VaultView,
} from '../../src-contract/index.ts'
import {
  type Clock,
  Emitter,
  EngineError,
  ensureDefined,
  ensureNever,
  errorText,
  type Event,
  invariant,
  type Logger,
} from '../base/index.ts'
import { AttemptLimit } from './attempt-limit.ts'
import { createLock, keyOf, type ScryptCost, STRONG_COST } from './passphrase-lock.ts'
import type { KeychainCipher, SecretStore } from './ports.ts'
import {
  openByKeychain,
  openByPassphrase,
  type OpenedValue,
  sealByKeychain,
  sealByPassphrase,
  type SealedValue,
} from './seals.ts'
import { SerialQueue } from './serial-queue.ts'
import { readVaultFile, type VaultContent, type VaultEntry, writeVaultFile } from './vault-file.ts'
import { adviceOf, protectionOf, type VaultPolicy } from './vault-protection.ts'

const NO_KEYCHAIN: KeychainView = { available: false, backend: 'none', weak: false }

export interface SecretVaultOptions {
  /** Data folder; the secrets stand in `secrets.json` there. */
  readonly folder: string
  /** System clock. */
  readonly clock: Clock
  readonly logger: Logger
  /** Absent headless. */
  readonly keychain?: KeychainCipher
  /** The trader accepts a keychain that only hides; asked whenever it matters. */
  readonly acceptWeakKeychain: () => boolean
  /** Of a guess at a passphrase that is set from now on. */
  readonly cost?: ScryptCost
}

/**
 * The secrets of a data folder, encrypted on the disk by a passphrase or by the system's keychain. In memory they are
 * clear from the start, or from {@link unlock} on; they are never given to a client.
 */
export class SecretVault implements SecretStore {
  readonly #options: SecretVaultOptions
  readonly #file: string
  readonly #attempts: AttemptLimit
  readonly #changes: Emitter<readonly string[]>
  /** Each change begins with what the last one left. */
  readonly #queue = new SerialQueue()
  readonly #values = new Map<string, string>()
  #content: VaultContent
  /** Of the passphrase; undefined where there is none, or it was not given yet. */
  #key: Buffer | undefined

  private constructor(options: SecretVaultOptions, file: string) {
    this.#options = options
    this.#file = file
    this.#content = readVaultFile(file)
    this.#attempts = new AttemptLimit(options.clock)
    this.#changes = new Emitter((error) =>
      options.logger.error('a listener to the secrets failed', { error: errorText(error) }),
    )
    this.onChange = this.#changes.event
  }

  readonly onChange: Event<readonly string[]>

  /** Reads the file, and what the keychain can decrypt. @throws FatalError that names a damaged file. */
  static async open(options: SecretVaultOptions): Promise<SecretVault> {
    const vault = new SecretVault(options, join(options.folder, 'secrets.json'))
    await vault.#openKeychainEntries()
    return vault
  }

  view(): VaultView {
    const policy = this.#policy()
    const { entries } = this.#content
    return {
      protection: protectionOf(policy),
      locked: this.#isLocked,
      keychain: policy.keychain,
      secretCount: entries.length,
      advice: adviceOf({ ...policy, locked: this.#isLocked, entries, unreadable: this.#unreadable() }),
    }
  }

  list(): readonly SecretView[] {
    return this.#content.entries.map(({ name, setAtMs }) => ({ name, setAtMs }))
  }

  read(name: string): string | undefined {
    return this.#values.get(name)
  }

  /** The values themselves, for the log to hide. */
  secrets(): readonly string[] {
    return [...this.#values.values()]
  }

  put(name: string, value: string): Promise<SecretView> {
    invariant(SecretName.safeParse(name).success, 'the name of a secret is one of the contract')
    return this.#queue.run(async () => {
      const entry = { name, setAtMs: this.#options.clock.nowMs(), ...(await this.#seal(name, value)) }
      this.#store({ ...this.#content, entries: [...this.#others(name), entry].toSorted(byName) })
      this.#values.set(name, value)
      this.#options.logger.info('a secret was set', { name, sealedBy: entry.sealedBy })
      this.#changes.fire([name])
      return { name, setAtMs: entry.setAtMs }
    })
  }

  /** Needs no key: what is locked may be removed too. */
  remove(name: string): Promise<void> {
    return this.#queue.run(async () => {
      const others = this.#others(name)
      if (others.length === this.#content.entries.length) {
        throw new EngineError('UNKNOWN_SECRET', `No secret is kept under the name ${name}.`)
      }
      this.#store({ ...this.#content, entries: others })
      this.#options.logger.info('a secret was removed', { name })
      if (this.#values.delete(name)) this.#changes.fire([name])
    })
  }

  /**
   * Makes the secrets readable until the engine stops.
   * @throws EngineError `WRONG_PASSPHRASE`, or `TOO_MANY_REQUESTS` with `retryAfterMs` after several of these.
   */
  unlock(passphrase: string): Promise<VaultView> {
    return this.#queue.run(async () => {
      const key = await this.#checkedKey(passphrase)
      if (this.#isLocked) this.#unlockWith(key)
      return this.view()
    })
  }

  /**
   * Encrypts everything that can be read with this passphrase, at once or not at all, and new secrets from then on.
   * `current` is needed where there is a passphrase already.
   * @throws EngineError `SECRETS_LOCKED`, `WRONG_PASSPHRASE` or `TOO_MANY_REQUESTS`.
   */
  setPassphrase(passphrase: string, current: string | undefined): Promise<VaultView> {
    return this.#queue.run(async () => {
      if (this.#isLocked) throw new EngineError('SECRETS_LOCKED', ERROR_TABLE.SECRETS_LOCKED.message)
      if (this.#content.passphrase !== null) await this.#checkedKey(current ?? '')
      const { lock, key } = await createLock(passphrase, this.#options.cost ?? STRONG_COST)
      this.#store({ passphrase: lock, entries: this.#content.entries.map((entry) => this.#resealed(entry, key)) })
      this.#key?.fill(0)
      this.#key = key
      this.#options.logger.info('the vault has a new passphrase', { sealedAnew: this.#values.size })
      return this.view()
    })
  }

  get #isLocked(): boolean {
    return this.#content.passphrase !== null && this.#key === undefined
  }

  #policy(): VaultPolicy {
    return {
      hasPassphrase: this.#content.passphrase !== null,
      keychain: this.#options.keychain?.view ?? NO_KEYCHAIN,
      acceptWeakKeychain: this.#options.acceptWeakKeychain(),
    }
  }

  #others(name: string): readonly VaultEntry[] {
    return this.#content.entries.filter((entry) => entry.name !== name)
  }

  /** What should be readable now and is not. */
  #unreadable(): readonly VaultEntry[] {
    return this.#content.entries.filter(
      ({ name, sealedBy }) => !this.#values.has(name) && !(this.#isLocked && sealedBy === 'passphrase'),
    )
  }

  async #seal(name: string, value: string): Promise<SealedValue> {
    const protection = protectionOf(this.#policy())
    switch (protection) {
      case 'passphrase':
        if (this.#key) return sealByPassphrase(this.#key, name, value)
        throw new EngineError('SECRETS_LOCKED', ERROR_TABLE.SECRETS_LOCKED.message)
      case 'keychain':
        return sealByKeychain(ensureDefined(this.#options.keychain, 'keychain'), name, value)
      case 'none':
        throw new EngineError('SECRETS_UNPROTECTED', ERROR_TABLE.SECRETS_UNPROTECTED.message)
      default:
        return ensureNever(protection, 'protection of secrets')
    }
  }

  /** One that cannot be read is kept as it is, for the machine that can. */
  #resealed(entry: VaultEntry, key: Buffer): VaultEntry {
    const { name, setAtMs } = entry
    const value = this.#values.get(name)
    return value === undefined ? entry : { name, setAtMs, ...sealByPassphrase(key, name, value) }
  }

  /** On the disk first: a failure to write leaves everything as it was. */
  #store(content: VaultContent): void {
    writeVaultFile(this.#file, content)
    this.#content = content
  }

  async #checkedKey(passphrase: string): Promise<Buffer> {
    const { passphrase: lock } = this.#content
    if (lock === null) throw new EngineError('WRONG_PASSPHRASE', 'The vault has no passphrase yet; set one first.')
    this.#attempts.admit()
    const key = await keyOf(passphrase, lock)
    if (key === undefined) {
      this.#attempts.handleFailure()
      this.#options.logger.warn('a wrong passphrase was given for the vault')
      throw new EngineError('WRONG_PASSPHRASE', ERROR_TABLE.WRONG_PASSPHRASE.message)
    }
    this.#attempts.handleSuccess()
    return key
  }

  #unlockWith(key: Buffer): void {
    this.#key = key
    const entries = this.#content.entries.filter(({ sealedBy }) => sealedBy === 'passphrase')
    const opened = entries.filter((entry) => this.#keep(entry, openByPassphrase(key, entry)))
    this.#options.logger.info('the vault was unlocked', { readable: opened.length })
    this.#changes.fire(opened.map(({ name }) => name))
  }

  async #openKeychainEntries(): Promise<void> {
    const { keychain } = this.#options
    const entries = this.#content.entries.filter(({ sealedBy }) => sealedBy === 'keychain')
    // One question each, so that one entry of another machine does not hide the others.
    await Promise.all(entries.map(async (entry) => this.#keep(entry, await openByKeychain(keychain, entry))))
  }

  /** True where the value is known from now on; the reason why not is for the log, the advice says what to do. */
  #keep({ name }: VaultEntry, opened: OpenedValue): boolean {
    if (opened.readable) this.#values.set(name, opened.value)
    else this.#options.logger.warn('a secret cannot be read', { name, reason: opened.reason })
    return opened.readable
  }
}

function byName(a: VaultEntry, b: VaultEntry): number {
  return a.name < b.name ? -1 : 1
}
