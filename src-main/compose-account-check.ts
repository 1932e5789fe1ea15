import type { AccountCheckView, KeyProblem } from '../src-contract/index.ts'
import { errorText, freshRandom, type Logger, type SystemClock } from './base/index.ts'
import type { PreparedAccount } from './compose-accounts.ts'
import { EndpointError, EndpointRegistry, NETWORK_PROBES, type ServiceSettings } from './endpoints/index.ts'
import { accountServices, auditKey, ExchangeConnection, hostsOf, VenueError } from './venues/index.ts'

/** Longest time that one question of a check may take: a person waits for the answer. */
const QUESTION_MS = 5_000
/** Signatures are made by the venue's clock, so a difference does no harm; one so large means that the machine's is wrong. */
const CLOCK_OFF_MS = 30_000

export interface AccountCheckPorts {
  readonly clock: SystemClock
  readonly logger: Logger
}

/**
 * Asks the venue for its time and for what the account's key may do: what has to go well before anything trades there. What
 * keeps the venue from answering is part of the answer.
 * @param running the connection of the account that trades; another one is opened for the check, and closed, without it
 */
export async function checkAccount(
  prepared: () => PreparedAccount,
  running: ExchangeConnection | undefined,
  ports: AccountCheckPorts,
): Promise<AccountCheckView> {
  const found: Findings = { clockOffsetMs: null, audit: null, problems: [] }
  let failure: AccountCheckView['failure'] = null
  try {
    const account = prepared()
    if (running) await ask(running, { account, found, nowMs: ports.clock.nowMs() })
    else await askOverOwn(account, found, ports)
  } catch (error) {
    failure = failureOf(error)
  }
  const isRefused = found.problems.some(({ severity }) => severity === 'refused')
  return {
    ...found,
    checkedAtMs: ports.clock.nowMs(),
    outcome: failure ? 'failed' : isRefused ? 'refused' : 'usable',
    failure,
  }
}

type Findings = Pick<AccountCheckView, 'clockOffsetMs' | 'audit' | 'problems'>

interface Asking {
  readonly account: PreparedAccount
  readonly found: Findings
  readonly nowMs: number
}

async function ask(connection: ExchangeConnection, { account, found, nowMs }: Asking): Promise<void> {
  const { name, settings, profile } = account
  const { offsetMs } = await connection.measureClock()
  found.clockOffsetMs = offsetMs
  found.problems.push(...clockProblems(offsetMs))
  const { problems, ...audit } = await auditKey(connection, {
    tellsRestrictions:
      settings.environment === 'live' && profile.services.every((service) => hostsOf(settings, service).length > 0),
    allowWithdrawals: settings.allowWithdrawals,
    withdrawalsKey: `accounts.${name}.allowWithdrawals`,
    nowMs,
  })
  found.audit = audit
  found.problems.unshift(...problems)
}

async function askOverOwn(
  account: PreparedAccount,
  found: Findings,
  { clock, logger }: AccountCheckPorts,
): Promise<void> {
  const endpoints = EndpointRegistry.open(
    { services: servicesOf(account) },
    {
      clock,
      random: freshRandom(),
      probes: NETWORK_PROBES,
      onError: (error) => logger.error('a listener of endpoints failed', { error: errorText(error) }),
    },
  )
  try {
    const timeoutMs = Math.min(account.settings.timeoutMs, QUESTION_MS)
    const random = freshRandom()
    const options = { ...account.connection, timeoutMs, endpoints, systemClock: clock, random, logger }
    const connection = await ExchangeConnection.open(options)
    try {
      await ask(connection, { account, found, nowMs: clock.nowMs() })
    } finally {
      await connection.close()
    }
  } finally {
    endpoints.dispose()
  }
}

/** One host each, and nobody looks at it: the answer shall say how that one is. */
function servicesOf({ connection, ...account }: PreparedAccount): Record<string, ServiceSettings> {
  const isProxied = connection.proxy !== undefined
  return Object.fromEntries(
    Object.entries(accountServices({ ...account, isProxied })).map(([service, known]) => [
      service,
      { ...known, hosts: known.hosts.slice(0, 1), healthCheck: { ...known.healthCheck, enabled: false } },
    ]),
  )
}

function clockProblems(offsetMs: number): KeyProblem[] {
  if (Math.abs(offsetMs) < CLOCK_OFF_MS) return []
  const minutes = Math.round(Math.abs(offsetMs) / 6_000) / 10
  const text = `This machine's clock is ${minutes} minutes ${offsetMs > 0 ? 'behind' : 'ahead of'} the venue's. Set it right, best by the network: days, bars and limits go by it.`
  return [{ code: 'clockOff', severity: 'warning', text }]
}

/** @throws what is a fault of ours. */
function failureOf(error: unknown): NonNullable<AccountCheckView['failure']> {
  if (error instanceof VenueError) return { kind: error.kind, what: error.what, advice: error.advice }
  if (!(error instanceof EndpointError)) throw error
  return { kind: 'noHost', what: error.message.replace(` ${error.advice}`, ''), advice: error.advice }
}
