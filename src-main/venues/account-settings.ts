import { z } from 'zod'
import { AccountName } from '../../src-contract/index.ts'
import { addressFault } from '../endpoints/endpoints-config.ts'
import { findProfile, VENUE_PROFILE_IDS } from './ccxt/profiles/profiles.ts'
import type { VenueProfile, VenueService } from './ccxt/profiles/venue-profile.ts'
import { proxyFault } from './proxy-address.ts'

/** Hosts that one service may be spread over. */
const MAX_HOSTS = 16

/** How an exchange is reached, with an account or without. */
export const ConnectionFields = z.strictObject({
  environment: z.enum(['testnet', 'live']).default('testnet').meta({
    title: 'Environment',
    description: "testnet: the venue's play money. live: money. Live orders need a typed confirmation beside this.",
    restart: true,
  }),
  urls: z
    .record(z.string(), z.union([z.string(), z.array(z.string()).min(1).max(MAX_HOSTS)]))
    .default({})
    .meta({
      title: 'Addresses',
      description:
        'Other addresses than the venue\'s own, for a server that answers like it: one or a list for each way in, such as { "rest": "http://127.0.0.1:9900", "streams": "ws://127.0.0.1:9900/stream" }.',
      restart: true,
    }),
  proxy: z.string().max(300).default('').meta({
    title: 'Proxy',
    description:
      'Everything to and from the venue goes through it: http://, https:// or socks5:// with host and port; empty for none. One with a user and a password is kept as the secret account.<name>.proxy.',
    restart: true,
  }),
  timeoutMs: z.number().int().min(500).max(120_000).default(10_000).meta({
    title: 'Time for an answer',
    description: 'Milliseconds after which a request counts as not answered.',
    restart: true,
  }),
})
type ConnectionFields = z.infer<typeof ConnectionFields>

const AccountFields = z.strictObject({
  venue: z.enum(VENUE_PROFILE_IDS).meta({
    title: 'Venue',
    description: 'Exchange and kind of market that the account trades on.',
    restart: true,
  }),
  ...ConnectionFields.shape,
  allowWithdrawals: z.boolean().default(false).meta({
    title: 'Allow withdrawals',
    description: 'Use a key although it may withdraw. Better make one that may not: this program never withdraws.',
  }),
})

/** How one account at an exchange is reached. */
export const AccountSettings = AccountFields.superRefine((account, context) => {
  const profile = findProfile(account.venue)
  for (const fault of profile ? connectionFaults(account, profile) : []) context.addIssue({ code: 'custom', ...fault })
})
export type AccountSettings = z.infer<typeof AccountFields>

/** Accounts at exchanges by name. */
export const AccountsConfig = z
  .record(z.string(), AccountSettings)
  .superRefine((accounts, context) => {
    for (const name of Object.keys(accounts)) {
      const [issue] = AccountName.safeParse(name).error?.issues ?? []
      if (issue) context.addIssue({ code: 'custom', path: [name], message: `its name ${issue.message}` })
    }
  })
  .meta({
    title: 'Accounts',
    description:
      'Accounts at exchanges, by names of your choice: { "main": { "venue": "binance", "environment": "testnet" } }. Their keys are secrets, not settings.',
  })
export type AccountsConfig = z.infer<typeof AccountsConfig>

/**
 * Addresses of one of the venue's services for the account, first to last: the venue's, or only those of the account where
 * it has any. Nothing of such an account goes to the venue itself, least of all its key.
 */
export function hostsOf(
  account: Pick<AccountSettings, 'urls' | 'environment'>,
  service: VenueService,
): readonly string[] {
  if (Object.keys(account.urls).length === 0) return service.hosts[account.environment]
  const own = account.urls[service.part] ?? []
  return typeof own === 'string' ? [own] : own
}

export interface SettingsFault {
  readonly path: string[]
  readonly message: string
}

/** What keeps the exchange from being reached so, each at its key; addresses are not repeated with what they may hide. */
export function connectionFaults(connection: ConnectionFields, profile: VenueProfile): readonly SettingsFault[] {
  const message = proxyFault(connection.proxy)
  return [
    ...addressFaults(connection, profile),
    ...environmentFaults(connection, profile),
    ...(message === undefined ? [] : [{ path: ['proxy'], message }]),
  ]
}

/** Ways in that the venue does not have, and addresses that lead nowhere. They may hold secrets and are not repeated. */
function addressFaults({ urls }: ConnectionFields, profile: VenueProfile): SettingsFault[] {
  return Object.entries(urls).flatMap(([part, given]) => {
    const service = profile.services.find((candidate) => candidate.part === part)
    if (!service) {
      const parts = profile.services.map((known) => known.part).join(', ')
      return [{ path: ['urls', part], message: `is no way into ${profile.label}; it has ${parts}` }]
    }
    const addresses = typeof given === 'string' ? [given] : given
    return addresses.flatMap((address, index) => {
      const message = addressFault(service.kind, address)
      const path = typeof given === 'string' ? ['urls', part] : ['urls', part, String(index)]
      return message === undefined ? [] : [{ path, message }]
    })
  })
}

function environmentFaults(account: ConnectionFields, profile: VenueProfile): SettingsFault[] {
  const missing = profile.services.filter(
    (service) => service.isOptional !== true && hostsOf(account, service).length === 0,
  )
  if (missing.length === 0) return []
  const parts = missing.map(({ part }) => part).join(', ')
  if (Object.keys(account.urls).length > 0) {
    return [
      {
        path: ['urls'],
        message: `must name addresses for ${parts} too, so that nothing goes to ${profile.label} itself`,
      },
    ]
  }
  const other = account.environment === 'live' ? 'testnet' : 'live'
  const message = `must be "${other}" for ${profile.label}, which has no ${account.environment} of its own, unless urls names addresses for ${parts}`
  return [{ path: ['environment'], message }]
}
