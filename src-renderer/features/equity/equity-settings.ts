import { z } from 'zod'
import { INITIAL_TABLE_VIEW, TableView } from '../../ui/index.ts'
import { EQUITY_RANGES } from './equity-course.ts'

/** What an equity panel keeps with the layout. */
export const EquitySettings = z.object({
  range: z.enum(EQUITY_RANGES).catch('all'),
  /** A table in the place of the curve. */
  asTable: z.boolean().catch(false),
  table: TableView.catch(INITIAL_TABLE_VIEW),
})
export type EquitySettings = z.infer<typeof EquitySettings>
