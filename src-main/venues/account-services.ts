import type { ServiceSettings } from '../endpoints/index.ts'
import type { AccountSettings } from './account-settings.ts'
import { venueServices } from './ccxt/connection/services.ts'
import type { VenueProfile } from './ccxt/profiles/venue-profile.ts'

export interface ServedAccount {
  readonly name: string
  readonly settings: Pick<AccountSettings, 'urls' | 'environment'>
  readonly profile: VenueProfile
  /** Everything to the venue goes through a proxy. */
  readonly isProxied: boolean
}

/** Outside services that an account's connection uses, by name. @throws EngineError as {@link venueServices}. */
export function accountServices({ settings, ...account }: ServedAccount): Record<string, ServiceSettings> {
  return venueServices({ ...account, ...settings })
}
