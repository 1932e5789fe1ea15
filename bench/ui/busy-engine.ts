import type { InstrumentView, QuoteView } from '../../src-contract/index.ts'
import { EngineProcess, until } from '../../e2e/support/engine-process.ts'
import { placeOrder } from '../../e2e/support/hand-orders.ts'
import { WINDOW_LAYOUT } from './window-layout.ts'

/** What the panels look at. */
export const INSTRUMENT_ID = 'simulated:BTC-PERP'
export const TIMEFRAME = '1m'

/**
 * Session time per real time. Each of the four instruments trades once in two seconds of session time, which is a trade,
 * a quote and a bar: 6 events of the market a second at speed 1, and 1,080 at this one.
 */
const SPEED = 180

/** Worth of a position, in quote currency. */
const POSITION_VALUE = '2000'

/** An instrument with what is needed to write an order for it. */
export interface Tradable extends InstrumentView {
  readonly last: number
}

/** An engine on a busy market, with a position in every instrument, and the window's layout for the bench. */
export async function startBusyEngine(): Promise<EngineProcess> {
  const engine = await EngineProcess.start({
    args: ['--quiet'],
    // What happens to the account is what the bench does.
    config: { strategies: { 'ema-cross': { enabled: false } }, market: { simulated: { speed: SPEED } } },
  })
  await requireOk(engine.call('PUT', '/workspace/layouts/trade', { name: 'Trade', arrangement: WINDOW_LAYOUT }))
  const instruments = await until(
    () => tradables(engine),
    (known) => known.length > 0,
  )
  for (const { instrumentId } of instruments) {
    const size = { kind: 'value', value: POSITION_VALUE }
    await requireOk(placeOrder(engine, { instrumentId, side: 'buy', type: 'market', size }))
  }
  await until(
    () => engine.get<{ positions: unknown[] }>('/positions'),
    ({ positions }) => positions.length === instruments.length,
  )
  return engine
}

/** The instruments with their newest prices. */
export async function tradables(engine: EngineProcess): Promise<Tradable[]> {
  const { instruments } = await engine.get<{ instruments: InstrumentView[] }>('/instruments')
  const { quotes } = await engine.get<{ quotes: QuoteView[] }>('/quotes')
  return instruments.flatMap((instrument) => {
    const quote = quotes.find(({ instrumentId }) => instrumentId === instrument.instrumentId)
    return quote === undefined ? [] : [{ ...instrument, last: quote.last }]
  })
}

/** @throws Error with the answer where the engine refused. */
export async function requireOk<Body>(call: Promise<{ status: number; body: Body }>): Promise<Body> {
  const { status, body } = await call
  if (status >= 300) throw new Error(`the engine answered ${status}: ${JSON.stringify(body)}`)
  return body
}
