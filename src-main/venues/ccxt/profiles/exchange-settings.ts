import type { VenueEnvironment, VenueProfile } from './venue-profile.ts'

/** Part of the arguments of ccxt's constructor. */
export interface ExchangeSettings {
  readonly has: Readonly<Record<string, boolean>>
  readonly headers: Readonly<Record<string, string>>
  readonly options: Readonly<Record<string, unknown>>
}

/** What ccxt's instance is made with, beside credentials and what the connection sets itself. */
export function exchangeSettings(profile: VenueProfile, environment: VenueEnvironment): ExchangeSettings {
  const testnet = environment === 'testnet' ? profile.testnetSettings : undefined
  return {
    has: Object.fromEntries(profile.unusedCalls.map((call) => [call, false])),
    headers: testnet?.headers ?? {},
    options: { ...profile.options, ...testnet?.options },
  }
}
