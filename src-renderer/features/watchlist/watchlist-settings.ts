import { z } from 'zod'
import { INITIAL_TABLE_VIEW, TableView } from '../../ui/index.ts'

/** What a watchlist keeps with the layout. */
export const WatchlistSettings = z.object({
  /** Instruments in the user's order; null until somebody has changed it: then all there are. */
  instrumentIds: z.array(z.string()).nullable().catch(null),
  table: TableView.catch(INITIAL_TABLE_VIEW),
})
export type WatchlistSettings = z.infer<typeof WatchlistSettings>
