import { z } from 'zod'
import { type AskedConnection, askVenue } from './ask-venue.ts'
import type { KeyFacts, KeyReading } from './key-facts.ts'

/** https://developers.binance.com/docs/wallet/account/api-key-permission */
const ApiRestrictions = z.looseObject({
  ipRestrict: z.boolean(),
  enableReading: z.boolean(),
  enableWithdrawals: z.boolean(),
  enableSpotAndMarginTrading: z.boolean(),
  enableFutures: z.boolean(),
  /** When the right to trade ends, where it does. */
  tradingAuthorityExpirationTime: z.number().optional(),
})

/** https://developers.binance.com/docs/binance-spot-api-docs/rest-api/account-endpoints, and the same of the futures. */
const AccountFlags = z.looseObject({ canTrade: z.boolean() })

/**
 * What Binance says of the key: its restrictions, which only the live exchange tells; else the account's own flags, which
 * say whether the account trades and nothing of the key. @throws VenueError, EndpointError
 */
export function readBinanceKey(connection: AskedConnection, { tellsRestrictions }: KeyReading): Promise<KeyFacts> {
  return tellsRestrictions ? readRestrictions(connection) : readFlags(connection)
}

async function readRestrictions(connection: AskedConnection): Promise<KeyFacts> {
  const endpoint = { api: 'sapi', path: 'account/apiRestrictions', cost: 0.1 }
  const restrictions = await askVenue(connection, endpoint, ApiRestrictions)
  return {
    canRead: restrictions.enableReading,
    canTrade: connection.profile.kind === 'spot' ? restrictions.enableSpotAndMarginTrading : restrictions.enableFutures,
    canWithdraw: restrictions.enableWithdrawals,
    ipRestricted: restrictions.ipRestrict,
    expiresAtMs: restrictions.tradingAuthorityExpirationTime ?? null,
  }
}

async function readFlags(connection: AskedConnection): Promise<KeyFacts> {
  const [api, cost] = connection.profile.kind === 'spot' ? (['private', 4] as const) : (['fapiPrivateV2', 1] as const)
  const { canTrade } = await askVenue(connection, { api, path: 'account', cost }, AccountFlags)
  return { canRead: true, canTrade, canWithdraw: null, ipRestricted: null, expiresAtMs: null }
}
