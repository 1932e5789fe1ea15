import { registerHooks } from 'node:module'
import { freshRandom, silentLogger, SystemClock } from '../../../../src-main/base/index.ts'
import { EndpointRegistry, EndpointsConfig, NETWORK_PROBES } from '../../../../src-main/endpoints/index.ts'
import { findProfile } from '../../../../src-main/venues/ccxt/profiles/profiles.ts'

/** Prints which modules are loaded by opening a connection to the venue that the first argument names, as JSON. */
const loaded: string[] = []
registerHooks({
  load(url, context, nextLoad) {
    loaded.push(url)
    return nextLoad(url, context)
  },
})

const { ExchangeConnection } = await import('../../../../src-main/venues/ccxt/connection/exchange-connection.ts')
const profile = findProfile(process.argv[2] ?? '')
if (!profile) throw new Error(`no profile is called ${process.argv[2]}`)
const systemClock = new SystemClock()
const ports = { clock: systemClock, random: freshRandom(), probes: NETWORK_PROBES, onError: () => undefined }
const connection = await ExchangeConnection.open({
  profile,
  environment: 'live',
  name: 'account',
  credentials: { apiKey: 'key', secret: 'secret' },
  timeoutMs: 1_000,
  endpoints: EndpointRegistry.open(EndpointsConfig.parse({}), ports),
  systemClock,
  random: freshRandom(),
  logger: silentLogger,
})
if (typeof connection.exchange.fetchMarkets !== 'function') throw new Error('the exchange is not whole')
await connection.close()
process.stdout.write(JSON.stringify(loaded))
