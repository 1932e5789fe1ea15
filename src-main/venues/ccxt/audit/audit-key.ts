import type { KeyProblem } from '../../../../src-contract/index.ts'
import type { AskedConnection } from './ask-venue.ts'
import { readBinanceKey } from './binance-key.ts'
import { readBybitKey } from './bybit-key.ts'
import { readCoinbaseKey } from './coinbase-key.ts'
import { judgeKey, type KeyRules } from './judge-key.ts'
import { type KeyFacts, type KeyReading, ONLY_READS } from './key-facts.ts'
import { readOkxKey } from './okx-key.ts'

type KeyReader = (connection: AskedConnection, reading: KeyReading) => Promise<KeyFacts>

/** Readers by the exchange's file of ccxt; the account of any other is looked at, which is all that is known then. */
const READERS: Readonly<Record<string, KeyReader>> = {
  binance: readBinanceKey,
  binanceusdm: readBinanceKey,
  bybit: readBybitKey,
  okx: readOkxKey,
  coinbase: readCoinbaseKey,
}

/** What a key may do, and what stands against using it. */
export interface KeyAudit extends KeyFacts {
  readonly problems: readonly KeyProblem[]
}

/** Asks the venue what the connection's key may do, and judges it. @throws VenueError, EndpointError */
export async function auditKey(connection: AskedConnection, options: KeyReading & KeyRules): Promise<KeyAudit> {
  const read = READERS[connection.profile.exchange] ?? readByLooking
  const facts = await read(connection, options)
  return { ...facts, problems: judgeKey(facts, options) }
}

async function readByLooking(connection: AskedConnection): Promise<KeyFacts> {
  await connection.request({ name: 'ask for the account', urgency: 'interface' }, async (exchange) =>
    exchange.fetchBalance(),
  )
  return ONLY_READS
}
