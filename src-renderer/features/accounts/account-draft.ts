import { z } from 'zod'
import {
  type AccountEnvironment,
  AccountEnvironmentValue,
  AccountName,
  type VenueView,
} from '../../../src-contract/index.ts'
import { type JsonObject, mergePatchOf, withValueAt } from '../configuration/index.ts'

const Address = z.union([z.string(), z.array(z.string())])

/** An account as the configuration has it. */
const Settings = z.object({
  venue: z.string(),
  environment: AccountEnvironmentValue,
  urls: z.record(z.string(), Address),
  proxy: z.string(),
  timeoutMs: z.number(),
  allowWithdrawals: z.boolean(),
})

/** An account while it is written. */
export interface AccountDraft {
  readonly name: string
  readonly venue: string
  readonly environment: AccountEnvironment
  /** By the way in that they are for; several with spaces between. */
  readonly urls: Readonly<Record<string, string>>
  readonly proxy: string
  /** As it was typed. */
  readonly timeoutMs: string
  readonly allowWithdrawals: boolean
}

/** A new account, where an account is begun: on the testnet of the venue. */
export function newDraft(venue: VenueView): AccountDraft {
  return {
    name: '',
    venue: venue.venueId,
    environment: environmentFor(venue),
    urls: {},
    proxy: '',
    timeoutMs: '10000',
    allowWithdrawals: false,
  }
}

/** The testnet wherever there is one. */
export const environmentFor = ({ environments }: VenueView): AccountEnvironment =>
  environments.includes('testnet') ? 'testnet' : 'live'

/** An account of the configuration; undefined where it is none. */
export function draftOf(name: string, configured: unknown): AccountDraft | undefined {
  const { data } = Settings.safeParse(configured)
  if (!data) return undefined
  const urls = Object.entries(data.urls).map(([part, given]) => [part, [given].flat().join(' ')] as const)
  return { ...data, name, urls: Object.fromEntries(urls), timeoutMs: String(data.timeoutMs) }
}

/** The settings that the draft makes. A time that is no number goes as it was typed: the engine says what is wrong. */
function settingsOf({ venue, environment, urls, proxy, timeoutMs, allowWithdrawals }: AccountDraft): JsonObject {
  const given = Object.entries(urls).flatMap(([part, text]) => {
    const addresses = text.split(/\s+/).filter((address) => address !== '')
    const [only] = addresses
    return only === undefined ? [] : [[part, addresses.length === 1 ? only : addresses] as const]
  })
  const isNumber = timeoutMs.trim() !== '' && Number.isFinite(Number(timeoutMs))
  return {
    venue,
    environment,
    urls: Object.fromEntries(given),
    proxy,
    timeoutMs: isNumber ? Number(timeoutMs) : timeoutMs,
    allowWithdrawals,
  }
}

/** What has to be sent so that the draft holds. @param configured The account as it stands there, if it does. */
export function accountPatch(draft: AccountDraft, configured: unknown): JsonObject {
  return withValueAt({}, ['accounts', draft.name], mergePatchOf(configured, settingsOf(draft)))
}

/** What has to be sent so that the account is gone. */
export const removalPatch = (name: string): JsonObject => withValueAt({}, ['accounts', name], null)

export type NameFault = 'nameFault' | 'nameTaken'

/** What is wrong with the name of a new account; undefined while nothing was typed. */
export function nameFaultOf(name: string, taken: readonly string[]): NameFault | undefined {
  if (name === '') return undefined
  if (!AccountName.safeParse(name).success) return 'nameFault'
  return taken.includes(name) ? 'nameTaken' : undefined
}

/** Id of a field, as the engine names it in a fault. */
export const fieldId = (name: string, ...path: readonly string[]): string => ['accounts', name, ...path].join('.')

/** Ids of all that can be written, those inside others first. */
export function fieldIds(name: string, venue: VenueView | undefined): readonly string[] {
  const parts = venue?.services.map(({ part }) => fieldId(name, 'urls', part)) ?? []
  const others = ['urls', 'venue', 'environment', 'proxy', 'timeoutMs', 'allowWithdrawals']
  return [...parts, ...others.map((field) => fieldId(name, field))]
}
