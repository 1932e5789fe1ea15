import type { QuoteView } from '../../../../src-contract/index.ts'
import { type EngineProcess, until } from '../../../support/engine-process.ts'

const NEAR = 20

/** Sets the price at the venue until the engine quotes about that: it may not have listened at first. */
export async function quoted(
  engine: EngineProcess,
  market: { readonly instrumentId: string; readonly price: number; readonly setPrice: (price: number) => void },
): Promise<void> {
  await until(
    () => {
      market.setPrice(market.price)
      return engine.get<{ quotes: QuoteView[] }>('/quotes')
    },
    ({ quotes }) =>
      quotes.some(
        ({ instrumentId, bid }) => instrumentId === market.instrumentId && Math.abs((bid ?? 0) - market.price) < NEAR,
      ),
  )
}
