import type { InstrumentView, OrderView, PositionView } from '../../../src-contract/index.ts'
import type { EngineClient } from '../../client/index.ts'
import type { Preferences } from '../preferences/preferences.ts'
import type { Layouts } from '../workspace/layouts.ts'

/** What commands look at and act on, at the moment when one is asked for. */
export interface CommandContext {
  readonly client: EngineClient
  readonly connected: boolean
  readonly layouts: Layouts
  readonly preferences: Preferences
  /** What the panel that was used last looks at. */
  readonly instrument: InstrumentView | undefined
  /** Open positions in it. */
  readonly positions: readonly PositionView[]
  /** Working orders in it. */
  readonly orders: readonly OrderView[]
}
