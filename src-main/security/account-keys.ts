import { EngineError, type Logger } from '../base/index.ts'
import { type KeyPart, keyVariable, type KeyVariables } from './key-variables.ts'
import type { SecretVault } from './secret-vault.ts'

/** What a venue knows an account by. Never shown, never logged. */
export interface AccountKeys {
  readonly apiKey: string
  readonly secret: string
  readonly passphrase?: string
}

/** An account as far as its keys are concerned. */
export interface KeyedAccount {
  readonly name: string
  readonly venueId: string
  readonly venueLabel: string
  /** The venue wants a third word beside key and secret. */
  readonly needsPassphrase: boolean
}

/**
 * Where a part of an account's keys is. `vault`, `environment`: it can be used. `locked`: in the vault, whose passphrase was
 * not given yet. `unreadable`: in the vault, encrypted somewhere else. `missing`: nowhere.
 */
export type KeySource = 'vault' | 'environment' | 'locked' | 'unreadable' | 'missing'

export interface KeyState {
  readonly part: KeyPart | 'proxy'
  /** Name of the secret that keeps it. */
  readonly secretName: string
  readonly source: KeySource
  /** Environment variable that holds it, or may; absent where none can. */
  readonly variable: string | undefined
}

export interface AccountKeyringOptions {
  readonly vault: Pick<SecretVault, 'read' | 'list' | 'view'>
  readonly variables: KeyVariables
  readonly logger: Logger
}

/** Name of the secret that keeps a part of an account's keys, or its proxy's address. */
export function accountSecretName(account: string, part: KeyPart | 'proxy'): string {
  return `account.${account}.${part}`
}

/**
 * Keys of accounts: from the vault, or from the environment where the vault keeps none of the account's. The two are never
 * mixed, because a key of one account with the secret of another opens neither.
 */
export class AccountKeyring {
  readonly #options: AccountKeyringOptions
  /** Accounts whose variables were told of already. */
  readonly #told = new Set<string>()

  constructor(options: AccountKeyringOptions) {
    this.#options = options
  }

  /** Which parts are there, and where. */
  states(account: KeyedAccount): readonly KeyState[] {
    const parts = partsOf(account)
    const kept = parts.map((part) => ({ part, source: this.#inVault(accountSecretName(account.name, part)) }))
    const isInVault = kept.some(({ source }) => source !== 'missing')
    return [
      ...kept.map(({ part, source }) => this.#keyState(account, part, isInVault ? source : undefined)),
      {
        part: 'proxy',
        secretName: accountSecretName(account.name, 'proxy'),
        source: this.#inVault(accountSecretName(account.name, 'proxy')),
        variable: undefined,
      },
    ]
  }

  /**
   * The keys themselves.
   * @throws EngineError `SECRETS_LOCKED` or `ACCOUNT_KEYS_MISSING`, which says what is missing and how to give it.
   */
  keysOf(account: KeyedAccount): AccountKeys {
    const states = this.states(account).filter(({ part }) => part !== 'proxy')
    const absent = states.filter(({ source }) => source !== 'vault' && source !== 'environment')
    if (absent.length > 0) throw absenceOf(account, absent)
    this.#tell(account, states)
    const [apiKey = '', secret = '', passphrase] = states.map((state) => this.#valueOf(state))
    return { apiKey, secret, ...(passphrase === undefined ? {} : { passphrase }) }
  }

  /** Address of the proxy that is kept as a secret; undefined where there is none. @throws EngineError `SECRETS_LOCKED` where it cannot be read now. */
  proxyOf(name: string): string | undefined {
    const secretName = accountSecretName(name, 'proxy')
    const source = this.#inVault(secretName)
    if (source === 'missing') return undefined
    if (source === 'vault') return this.#options.vault.read(secretName)
    throw new EngineError(
      'SECRETS_LOCKED',
      `The proxy of the account ${name} is a secret that cannot be read. ${UNLOCK}`,
    )
  }

  #keyState(account: KeyedAccount, part: KeyPart, kept: KeySource | undefined): KeyState {
    const secretName = accountSecretName(account.name, part)
    const variable = keyVariable(account.venueId, part)
    const given: KeySource = this.#options.variables[variable] === undefined ? 'missing' : 'environment'
    return { part, secretName, variable, source: kept ?? given }
  }

  #inVault(secretName: string): Exclude<KeySource, 'environment'> {
    const { vault } = this.#options
    if (vault.read(secretName) !== undefined) return 'vault'
    if (!vault.list().some(({ name }) => name === secretName)) return 'missing'
    return vault.view().locked ? 'locked' : 'unreadable'
  }

  #valueOf({ source, secretName, variable }: KeyState): string | undefined {
    if (source === 'vault') return this.#options.vault.read(secretName)
    return variable === undefined ? undefined : this.#options.variables[variable]
  }

  /** Keys that nobody sees in the vault are named once, so that it is known which ones are used. */
  #tell({ name }: KeyedAccount, states: readonly KeyState[]): void {
    const variables = states.flatMap(({ source, variable }) => (source === 'environment' ? [variable] : []))
    if (variables.length === 0 || this.#told.has(name)) return
    this.#told.add(name)
    this.#options.logger.info('an account uses the keys of the environment', { account: name, variables })
  }
}

const UNLOCK =
  'Give the passphrase of the vault: in the window, with "wheelhouse secrets unlock", or by WHEELHOUSE_PASSPHRASE_FILE at the start.'

function partsOf({ needsPassphrase }: KeyedAccount): readonly KeyPart[] {
  return needsPassphrase ? ['api-key', 'secret', 'passphrase'] : ['api-key', 'secret']
}

function absenceOf(account: KeyedAccount, absent: readonly KeyState[]): EngineError {
  const { name, venueLabel } = account
  const names = absent.map(({ secretName }) => secretName).join(' and ')
  const data = { missing: absent.map(({ secretName }) => secretName) }
  if (absent.some(({ source }) => source === 'locked')) {
    return new EngineError('SECRETS_LOCKED', `The keys of the account ${name} (${names}) are locked. ${UNLOCK}`)
  }
  if (absent.some(({ source }) => source === 'unreadable')) {
    const text = `The keys of the account ${name} (${names}) were encrypted on another machine or by another user. Set them anew under Accounts, or with "wheelhouse secrets put <name>".`
    return new EngineError('ACCOUNT_KEYS_MISSING', text, { data })
  }
  const variables = absent.map(({ variable }) => variable).join(' and ')
  const text =
    `The account ${name} at ${venueLabel} has no ${names}. Set it under Accounts in the window, or with "wheelhouse secrets put <name>"; ` +
    `without a window ${variables} in the environment will do too.`
  return new EngineError('ACCOUNT_KEYS_MISSING', text, { data })
}
