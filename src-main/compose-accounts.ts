import type { AccountAtVenueView, AccountCheckView, VenueView } from '../src-contract/index.ts'
import { EngineError, ensureDefined, type Logger, type SystemClock } from './base/index.ts'
import { checkAccount } from './compose-account-check.ts'
import { secretView, venueView } from './compose-account-views.ts'
import type { EngineConfigStore } from './compose-parts.ts'
import type { EngineApi } from './gateway/index.ts'
import {
  AccountKeyring,
  armingFingerprint,
  AuditLog,
  checkConfirmation,
  type KeyedAccount,
  type KeyVariables,
  LiveArming,
  type SecretVault,
  takeKeyVariables,
} from './security/index.ts'
import {
  type AccountSettings,
  type ExchangeConnection,
  type ExchangeConnectionOptions,
  findProfile,
  hostsOf,
  proxyOf,
  type RateBudgetLease,
  RateBudgets,
  VENUE_PROFILE_IDS,
  VENUE_PROFILES,
  type VenueProfile,
} from './venues/index.ts'

/** An account at an exchange that a session trades on. */
export interface AccountInUse {
  readonly name: string
  /** Undefined while it is not connected. */
  readonly connection: ExchangeConnection | undefined
}

export interface EngineAccountsOptions {
  /** Data folder. */
  readonly folder: string
  readonly config: EngineConfigStore
  readonly vault: SecretVault
  readonly variables: KeyVariables
  readonly clock: SystemClock
  readonly logger: Logger
  /** Those that a session trades on. */
  readonly inUse: () => readonly AccountInUse[]
}

/** What of a connection to an exchange an account decides. */
export type AccountConnectionOptions = Pick<
  ExchangeConnectionOptions,
  'profile' | 'environment' | 'name' | 'credentials' | 'proxy' | 'timeoutMs' | 'leaseBudget'
>

/** Where a venue is asked. */
interface BudgetReach extends Pick<AccountSettings, 'urls' | 'environment'> {
  readonly proxy: string | undefined
}

/** An account as it is now, with its keys: what a connection, and with it a session, is opened on. */
export interface PreparedAccount {
  readonly name: string
  readonly settings: AccountSettings
  readonly profile: VenueProfile
  readonly connection: AccountConnectionOptions
  /** What has to be done before it may trade with money; undefined where it may, or trades without. Changes with the arming. */
  notArmed(): string | undefined
}

/** Keys of venues in the environment; they are taken out of it. */
export function takeAccountKeys(environment: NodeJS.ProcessEnv): KeyVariables {
  return takeKeyVariables(environment, VENUE_PROFILE_IDS)
}

type AccountsApi = EngineApi['accounts']

/** A check and what it was made with: with another key or address it says nothing any more. */
interface KnownCheck {
  readonly fingerprint: string
  readonly view: AccountCheckView
}

/** The accounts of the configuration with their keys, and which of them may trade with money. */
export class EngineAccounts implements AccountsApi {
  readonly #options: EngineAccountsOptions
  readonly #keyring: AccountKeyring
  readonly #arming: LiveArming
  readonly #audit: AuditLog
  readonly #checks = new Map<string, KnownCheck>()
  readonly #budgets: RateBudgets

  constructor(options: EngineAccountsOptions) {
    this.#options = options
    this.#keyring = new AccountKeyring(options)
    this.#arming = LiveArming.open(options)
    this.#audit = new AuditLog(options)
    this.#budgets = new RateBudgets(options.clock, options.logger)
  }

  /**
   * The account with its keys, to open a connection with.
   * @throws EngineError `UNKNOWN_ACCOUNT`, `ACCOUNT_KEYS_MISSING`, `SECRETS_LOCKED`; VenueError `badProxy`.
   */
  prepare(name: string): PreparedAccount {
    const settings = this.#settingsOf(name)
    const profile = profileOf(settings)
    const credentials = this.#keyring.keysOf(keyed(name, profile))
    const proxy = proxyOf(settings.proxy, this.#keyring.proxyOf(name))
    const { environment, timeoutMs } = settings
    const fingerprint = fingerprintOf(settings, credentials.apiKey)
    return {
      name,
      settings,
      profile,
      connection: {
        profile,
        environment,
        name,
        credentials,
        timeoutMs,
        leaseBudget: () => this.leaseBudget(profile, { ...settings, proxy }),
        ...(proxy !== undefined && { proxy }),
      },
      notArmed: () => {
        const mayTrade = environment !== 'live' || this.#arming.armed(name, fingerprint)
        return mayTrade ? undefined : howToArm(name)
      },
    }
  }

  /** Of the allowance that the venue gives to whoever asks it there, through that proxy if there is one. */
  leaseBudget(profile: VenueProfile, { proxy, ...reach }: BudgetReach): RateBudgetLease {
    const addresses = profile.services.flatMap((service) => hostsOf(reach, service))
    return this.#budgets.lease({ profile, addresses, proxy })
  }

  /** Whether everything to and from the venue goes through a proxy; false for an account that there is not. */
  isProxied(name: string): boolean {
    const settings = this.#options.config.current.accounts[name]
    if (!settings) return false
    const states = this.#keyring.states(keyed(name, profileOf(settings)))
    return settings.proxy !== '' || states.some(({ part, source }) => part === 'proxy' && source !== 'missing')
  }

  list(): readonly AccountAtVenueView[] {
    return this.#names().map((name) => this.#view(name))
  }

  venues(): readonly VenueView[] {
    return VENUE_PROFILES.map(venueView)
  }

  async check(name: string): Promise<AccountCheckView> {
    const { clock, inUse, logger } = this.#options
    const fingerprint = this.#fingerprint(name)
    const running = inUse().find((used) => used.name === name)?.connection
    const view = await checkAccount(() => this.prepare(name), running, { clock, logger })
    this.#checks.set(name, { fingerprint, view })
    const problems = view.problems.map(({ code }) => code).join(' ')
    this.#tell('account checked', {
      account: name,
      outcome: view.outcome,
      problems,
      failure: view.failure?.kind ?? null,
    })
    if (view.outcome === 'refused' && this.#arming.armed(name, fingerprint)) this.#takeBack(name, 'its key was refused')
    return view
  }

  async arm(name: string, confirmation: string): Promise<AccountAtVenueView> {
    const { environment } = this.#settingsOf(name)
    if (environment !== 'live') {
      throw new EngineError(
        'ACCOUNT_NOT_ARMABLE',
        `The account ${name} trades on ${environment}, without money; it needs no arming.`,
      )
    }
    checkConfirmation(name, confirmation)
    const fingerprint = this.#fingerprint(name)
    const { outcome, problems, failure } = await this.check(name)
    if (outcome !== 'usable') {
      throw notPassed(name, failure ? `${failure.what} ${failure.advice}` : (problems[0]?.text ?? ''))
    }
    if (this.#fingerprint(name) !== fingerprint) {
      throw notPassed(name, 'Its key or its settings have changed meanwhile. Check it again.')
    }
    this.#tell('account armed', { account: name, environment })
    this.#arming.arm(name, fingerprint, confirmation)
    return this.#view(name)
  }

  disarm(name: string): AccountAtVenueView {
    this.#settingsOf(name)
    this.#takeBack(name, 'asked for')
    return this.#view(name)
  }

  #takeBack(account: string, reason: string): void {
    this.#arming.disarm(account)
    this.#tell('account disarmed', { account, reason })
  }

  /** In the log, and where it stays. */
  #tell(action: string, facts: Readonly<Record<string, string | null>>): void {
    this.#audit.append(action, facts)
    this.#options.logger.info(action, facts)
  }

  #names(): readonly string[] {
    return Object.keys(this.#options.config.current.accounts).toSorted()
  }

  #settingsOf(name: string): AccountSettings {
    const { accounts } = this.#options.config.current
    const settings = Object.hasOwn(accounts, name) ? accounts[name] : undefined
    if (settings) return settings
    const known = [...this.#names()]
    const hint = known.length === 0 ? 'there is none yet' : `there are ${known.join(', ')}`
    throw new EngineError('UNKNOWN_ACCOUNT', `There is no account ${name}; ${hint}.`, { data: { known } })
  }

  /** @throws EngineError `ACCOUNT_KEYS_MISSING`, `SECRETS_LOCKED`, `UNKNOWN_ACCOUNT`. */
  #fingerprint(name: string): string {
    const settings = this.#settingsOf(name)
    return fingerprintOf(settings, this.#keyring.keysOf(keyed(name, profileOf(settings))).apiKey)
  }

  #view(name: string): AccountAtVenueView {
    const settings = this.#settingsOf(name)
    const profile = profileOf(settings)
    const secrets = this.#keyring.states(keyed(name, profile))
    const isComplete = secrets.every(({ part, source }) => part === 'proxy' || USABLE.has(source))
    const fingerprint = isComplete ? this.#fingerprint(name) : undefined
    const check = this.#checks.get(name)
    return {
      name,
      venueId: profile.venueId,
      venueLabel: profile.label,
      environment: settings.environment,
      inUse: this.#options.inUse().some((used) => used.name === name),
      armedAtMs: fingerprint === undefined ? null : (this.#arming.armedAtMs(name, fingerprint) ?? null),
      secrets: secrets.map(secretView),
      lastCheck: check !== undefined && check.fingerprint === fingerprint ? check.view : null,
    }
  }
}

const USABLE: ReadonlySet<string> = new Set(['vault', 'environment'])

/** What a refused entry tells the trader. */
function howToArm(name: string): string {
  return `arm the account ${name} under Accounts in the window, or with "wheelhouse accounts arm ${name}"; closing and cancelling need no arming`
}

function notPassed(name: string, reason: string): EngineError {
  return new EngineError('ACCOUNT_CHECK_FAILED', `The account ${name} was not armed. ${reason}`)
}

function profileOf({ venue }: AccountSettings): VenueProfile {
  return ensureDefined(findProfile(venue), `profile of ${venue}`)
}

function keyed(name: string, { venueId, label, needsPassphrase }: VenueProfile): KeyedAccount {
  return { name, venueId, venueLabel: label, needsPassphrase }
}

function fingerprintOf({ venue, environment, urls }: AccountSettings, apiKey: string): string {
  return armingFingerprint({ venueId: venue, environment, urls, apiKey })
}
