import { createHash } from 'node:crypto'
import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AccountName, armingWord, TimeMsValue } from '../../src-contract/index.ts'
import { type Clock, EngineError, errorText, type Logger } from '../base/index.ts'
import { OWNER_ONLY, writeOwnerFile } from './owner-file.ts'

const FORMAT = 1

const Arming = z.strictObject({ fingerprint: z.string().regex(/^[0-9a-f]{64}$/), armedAtMs: TimeMsValue })
type Arming = z.infer<typeof Arming>
const ArmingFile = z.strictObject({ format: z.literal(FORMAT), accounts: z.record(AccountName, Arming) })

export interface LiveArmingOptions {
  /** Data folder; it stands in `live-arming.json` there. */
  readonly folder: string
  /** System clock. */
  readonly clock: Clock
  readonly logger: Logger
}

/** What an account must still be for its arming to hold. */
export interface ArmedIdentity {
  readonly venueId: string
  readonly environment: string
  /** Addresses of the account's own, by the service they are for. */
  readonly urls: Readonly<Record<string, string | readonly string[]>>
  readonly apiKey: string
}

/**
 * Tells apart what an account was armed as, without telling the key: another key, environment, venue or address is another
 * fingerprint.
 */
export function armingFingerprint({ venueId, environment, urls, apiKey }: ArmedIdentity): string {
  const addresses = Object.entries(urls).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([venueId, environment, addresses, apiKey]))
    .digest('hex')
}

/** @throws EngineError `WRONG_CONFIRMATION`, which says what is expected, unless just that was typed. */
export function checkConfirmation(account: string, typed: string): void {
  const expected = armingWord(account)
  if (typed.trim() === expected) return
  const text = `Type ${expected} to let the account ${account} trade with money.`
  throw new EngineError('WRONG_CONFIRMATION', text, { data: { expected } })
}

/**
 * Which accounts a person has let trade with money. It is on the disk before it holds, so it outlives a crash; it is bound
 * to a fingerprint, so that it never passes on to another key or another place.
 */
export class LiveArming {
  readonly #options: LiveArmingOptions
  readonly #file: string
  #accounts: Readonly<Record<string, Arming>>

  private constructor(options: LiveArmingOptions, file: string) {
    this.#options = options
    this.#file = file
    this.#accounts = this.#read()
  }

  /** Reads the file. One that cannot be read arms nothing: positions must be reachable all the same. */
  static open(options: LiveArmingOptions): LiveArming {
    return new LiveArming(options, join(options.folder, 'live-arming.json'))
  }

  /** Whether a person has armed the account as it is now. */
  armed(name: string, fingerprint: string): boolean {
    return this.armedAtMs(name, fingerprint) !== undefined
  }

  /** System time of the arming that holds; undefined where none does. */
  armedAtMs(name: string, fingerprint: string): number | undefined {
    const arming = this.#accounts[name]
    return arming?.fingerprint === fingerprint ? arming.armedAtMs : undefined
  }

  /** Arms the account as it is now. @throws EngineError as {@link checkConfirmation}. */
  arm(name: string, fingerprint: string, typed: string): void {
    checkConfirmation(name, typed)
    this.#store({ ...this.#accounts, [name]: { fingerprint, armedAtMs: this.#options.clock.nowMs() } })
  }

  /** Takes the arming back, whatever it was given for; nothing happens where there is none. */
  disarm(name: string): void {
    if (!Object.hasOwn(this.#accounts, name)) return
    const { [name]: _gone, ...others } = this.#accounts
    this.#store(others)
  }

  #store(accounts: Readonly<Record<string, Arming>>): void {
    writeOwnerFile(this.#file, `${JSON.stringify({ format: FORMAT, accounts }, undefined, 2)}\n`)
    this.#accounts = accounts
  }

  #read(): Readonly<Record<string, Arming>> {
    try {
      if (!existsSync(this.#file)) return {}
      chmodSync(this.#file, OWNER_ONLY)
      return ArmingFile.parse(JSON.parse(readFileSync(this.#file, 'utf8'))).accounts
    } catch (error) {
      this.#options.logger.error('no account is armed, because the file cannot be read; arm it again', {
        file: this.#file,
        error: errorText(error),
      })
      return {}
    }
  }
}
