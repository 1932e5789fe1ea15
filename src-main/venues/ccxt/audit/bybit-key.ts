import { z } from 'zod'
import { type AskedConnection, askVenue } from './ask-venue.ts'
import type { KeyFacts } from './key-facts.ts'

const EVERYWHERE = '*'

/** https://bybit-exchange.github.io/docs/v5/user/apikey-info */
const KeyInformation = z.looseObject({
  result: z.looseObject({
    readOnly: z.number(),
    permissions: z.looseObject({
      ContractTrade: z.array(z.string()),
      Spot: z.array(z.string()),
      Wallet: z.array(z.string()),
    }),
    ips: z.array(z.string()),
    /** Only of a key that is bound to no address. */
    expiredAt: z.string().optional(),
  }),
})

/** What Bybit says of the key, on its testnet too. @throws VenueError, EndpointError */
export async function readBybitKey(connection: AskedConnection): Promise<KeyFacts> {
  const endpoint = { api: 'private', path: 'v5/user/query-api', cost: 5 }
  const { result } = await askVenue(connection, endpoint, KeyInformation)
  const { permissions, ips, readOnly, expiredAt = '' } = result
  const mayWrite = readOnly === 0
  const isBound = ips.length > 0 && !ips.includes(EVERYWHERE)
  const endMs = Date.parse(expiredAt)
  const trades = connection.profile.kind === 'spot' ? permissions.Spot : permissions.ContractTrade
  return {
    canRead: true,
    canTrade: mayWrite && trades.length > 0,
    canWithdraw: mayWrite && permissions.Wallet.includes('Withdraw'),
    ipRestricted: isBound,
    expiresAtMs: !isBound && endMs > 0 ? endMs : null,
  }
}
